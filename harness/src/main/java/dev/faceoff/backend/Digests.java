package dev.faceoff.backend;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one digest that names folders of the cache. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
