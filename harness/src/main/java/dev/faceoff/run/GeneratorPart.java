package dev.faceoff.run;

import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.plan.Share;
import java.time.Duration;
import java.time.Instant;

/**
 * A run that is one of several, each with a generator of its own, which play the same plan together
 * on services that run already.
 *
 * @param number from 1
 * @param parts how many there are, at least two
 * @param startAt when the load of the first launch begins, the same for all
 */
public record GeneratorPart(int number, int parts, Instant startAt) {
  /** More would send too little each to be worth a machine. */
  public static final int MOST_PARTS = 64;

  public GeneratorPart {
    if (parts < 2 || parts > MOST_PARTS || number < 1 || number > parts) {
      throw new IllegalArgumentException(
          "a part is one of 2 to %d, but this is %d of %d".formatted(MOST_PARTS, number, parts));
    }
  }

  /** For example "part 2 of 3". */
  public String label() {
    return label(number);
  }

  /** The same of another part. */
  String label(int of) {
    return "part %d of %d".formatted(of, parts);
  }

  /** What of a plan its generator plays. */
  Share share(Instant begin) {
    return new Share(number, parts, begin.toEpochMilli());
  }

  /**
   * When the load of a launch begins. All parts know it beforehand, for none waits for another: a
   * launch has the time that its plan takes, and its slowest request, and what ending and starting
   * a generator takes.
   *
   * @param launch from 0
   */
  Instant begin(int launch, int loadSeconds, Duration requestTimeout) {
    Duration each = Duration.ofSeconds(loadSeconds).plus(requestTimeout).plus(PartLaunch.BETWEEN);
    return startAt.plus(each.multipliedBy(launch));
  }

  /**
   * Makes sure that several generators can share what is asked.
   *
   * @throws FaceoffException of kind USAGE if they cannot
   */
  public static void requireDivisible(ScenarioRequest asked) {
    Scenario scenario = asked.scenario();
    for (Design design : asked.designs()) {
      if (design != Design.PAIR) {
        throw wrong(
            "--generator: the design %s is for one generator, which decides what it sends by what it has seen; leave out one of the two"
                .formatted(design.id()));
      }
    }
    for (Variant variant : scenario.variants()) {
      if (scenario.target(variant).start().isOfThisRun()) {
        throw wrong(
            "--generator: several generators load services that run already, but %s of %s would be started by each of them; give it a target file with start.url"
                .formatted(variant.name(), scenario.name()));
      }
    }
    if (scenario.faults().timeline().isPresent()) {
      throw wrong(
          "--generator: %s has faults that come and go, and no generator can reach the connections of services that run already"
              .formatted(scenario.name()));
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
