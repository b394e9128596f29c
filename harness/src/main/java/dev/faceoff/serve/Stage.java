package dev.faceoff.serve;

import dev.faceoff.model.FaultWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A pair that is kept under load, and what a person may do to it. Used by any thread. */
public interface Stage {
  /**
   * What is shown.
   *
   * @param scenario its name
   * @param variants in the order in which they are shown
   * @param requestTimeout after which a request counts as failed
   * @param cause what of it each request uses, and so explains the difference between the variants,
   *     for example "SQL statements"; empty where that cannot be told under load
   */
  record About(
      String scenario,
      String title,
      String question,
      List<String> variants,
      Duration requestTimeout,
      Optional<String> cause) {
    public About {
      variants = List.copyOf(variants);
    }
  }

  About about();

  /** The faults that may be put on; when they come and how long they last does not matter here. */
  List<FaultWindow> faults();

  /** The fault that is on. */
  Optional<FaultWindow> active();

  /** Time until the fault that is on goes by itself. */
  Optional<Duration> left();

  /** After which a fault goes by itself. */
  Duration faultLimit();

  /**
   * Puts a fault on, on both variants, and takes off another that was on.
   *
   * @return false if there is none of that name, and then nothing was changed
   */
  boolean strike(String fault);

  /** Takes off what is on, if anything is. */
  void lift();

  /** Arrivals at each variant. */
  double arrivalsPerSecond();

  double leastArrivalsPerSecond();

  double mostArrivalsPerSecond();

  /**
   * Changes the arrivals at each variant.
   *
   * @throws IllegalArgumentException if they are not within the bounds
   */
  void arrivalsPerSecond(double rate);
}
