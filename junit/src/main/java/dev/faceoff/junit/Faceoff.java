package dev.faceoff.junit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What a test compares services with; {@link FaceoffExtension} gives it to test methods. */
public final class Faceoff {
  private final Optional<Path> home;
  private final Path results;
  private final String test;
  private final Consumer<String> notes;

  /**
   * @param home Faceoff's own folder, if it was named
   * @param results folder for the folders of comparisons
   * @param test that compares
   * @param notes told what a waiting user should know
   */
  Faceoff(Optional<Path> home, Path results, String test, Consumer<String> notes) {
    this.home = home;
    this.results = results;
    this.test = test;
    this.notes = notes;
  }

  /**
   * A comparison that has not begun.
   *
   * @param baseline what the candidate should be no worse than
   * @param candidate what is judged
   */
  public ComparisonRequest compare(Target baseline, Target candidate) {
    return new ComparisonRequest(this, baseline, candidate);
  }

  Optional<Path> home() {
    return home;
  }

  Path results() {
    return results;
  }

  String test() {
    return test;
  }

  Consumer<String> notes() {
    return notes;
  }
}
