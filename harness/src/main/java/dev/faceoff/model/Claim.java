package dev.faceoff.model;

import java.util.Comparator;

/**
 * What a gate judges: that the candidate is no worse than the baseline in one measure.
 *
 * @param endpoint the endpoint's name; empty for a measure of the whole service
 */
public record Claim(String endpoint, Measure measure) implements Comparable<Claim> {
  private static final Comparator<Claim> ORDER =
      Comparator.comparing(Claim::endpoint).thenComparing(Claim::measure);

  @Override
  public int compareTo(Claim other) {
    return ORDER.compare(this, other);
  }
}
