package dev.faceoff.model;

import java.util.regex.Pattern;

/**
 * What secrets are called: headers, cookies, parameters, fields, variables and properties whose
 * values show who somebody is.
 */
public final class SecretNames {
  /** By how they end: {@code TOKEN_TTL} is a number of minutes. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(authorization|passw(or)?d|passphrase|secret|token|api[-_]?key|private[-_]?key"
              + "|session|sess(ion)?[-_.]?id)"
              + "|(.*[-_.])?(auth|jwt|sid)");

  private SecretNames() {}

  /** Whether what bears this name is a secret by convention. */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).matches();
  }
}
