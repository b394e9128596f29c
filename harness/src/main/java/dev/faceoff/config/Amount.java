package dev.faceoff.config;

/** A number in a file, or a setting's name in braces that stands for it. */
sealed interface Amount {
  /** A number as written. */
  record Fixed(double value) implements Amount {}

  /** The value of the setting of that name. */
  record FromSetting(String name) implements Amount {}
}
