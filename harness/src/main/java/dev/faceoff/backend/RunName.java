package dev.faceoff.backend;

import java.security.SecureRandom;

/** Names and secrets that no other run has. */
final class RunName {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Letters and digits of a run's name. */
  static final int LENGTH = 12;

  private RunName() {}

  /** A new name: {@value #LENGTH} small letters and digits. */
  static String next() {
    return random(LENGTH);
  }

  /** A new password, of 165 bits. */
  static String password() {
    return random(32);
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
