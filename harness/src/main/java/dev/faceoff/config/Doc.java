package dev.faceoff.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key means, and its bounds; the reader enforces them and the JSON Schema repeats them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Doc {
  /** For people who write the file. */
  String value();

  /** The key in the file, where it cannot be the component's name. */
  String key() default "";

  /** Regular expression the whole text matches; empty for any text that is not blank. */
  String matches() default "";

  /** What {@link #matches} asks for, in words. */
  String form() default "";

  /** Smallest number, or length of a list. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest number, or length of a list. */
  double max() default Double.POSITIVE_INFINITY;

  /** Whether only whole numbers will do. */
  boolean whole() default false;

  /** Whether the key may be left out. */
  boolean optional() default false;
}
