package dev.faceoff.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * A shortcut that a service may show under load.
 *
 * <p>Names in the literature: Smith and Williams, "Software Performance AntiPatterns" (WOSP 2000),
 * "New Software Performance AntiPatterns" (CMG 2002) and "More New Software Performance
 * AntiPatterns" (CMG 2003); Dugan, Glisson and Smith, "Sisyphus Database Retrieval Software
 * Performance Antipattern" (WOSP 2002).
 */
public enum Shortcut {
  REPEATED_STATEMENT(
      "n-plus-one",
      "a statement repeated for every row",
      "Circuitous Treasure Hunt",
      "scenarios/n-plus-one/README.md"),
  SEQUENTIAL_SCAN(
      "missing-index",
      "a whole table read for a few rows",
      "The Ramp",
      "scenarios/missing-index/README.md"),
  REPEATED_READ(
      "no-cache", "the same answer computed again and again", "", "scenarios/no-cache/README.md"),
  NO_TIMEOUT(
      "no-timeout",
      "waiting without a limit",
      "Traffic Jam",
      "scenarios/blocking-gateway/README.md"),
  HARMED_BYSTANDER(
      "harmed-bystander",
      "an endpoint that fails with a dependency it does not use",
      "Falling Dominoes",
      "scenarios/blocking-gateway/README.md"),
  POOL_EXHAUSTION(
      "pool-exhaustion",
      "waiting for a connection of an exhausted pool",
      "One-Lane Bridge",
      "scenarios/blocking-gateway/README.md"),
  UNBOUNDED_RESULT(
      "unbounded-result",
      "an answer as large as the table",
      "Sisyphus Database Retrieval",
      // It has no pair.
      "docs/diagnosis.md#an-answer-as-large-as-the-table");

  private final String id;
  private final String title;
  private final String literature;
  private final String lesson;

  Shortcut(String id, String title, String literature, String lesson) {
    this.id = id;
    this.title = title;
    this.literature = literature;
    this.lesson = lesson;
  }

  /** Name in results. */
  public String id() {
    return id;
  }

  /** What it is, in plain words. */
  public String title() {
    return title;
  }

  /** The antipattern's name in the literature, the nearest where none fits exactly. */
  public Optional<String> literature() {
    return Optional.of(literature).filter(name -> !name.isEmpty());
  }

  /** The page that teaches it, from the top of the project, or a section of one. */
  public String lesson() {
    return lesson;
  }

  /** The shortcut of that name, if there is one. */
  public static Optional<Shortcut> byId(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
  }
}
