package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.stats.LimitingResource.Kind;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitingResourceTest {
  private static final StepUsage CALM = usage(0.5, 0.2, 0.1, 0.1, 0.3, 0.01, 0.2);

  /** In the order of the record; NaN for what was not measured. */
  private static StepUsage usage(double... shares) {
    return new StepUsage(
        share(shares[0]),
        share(shares[1]),
        share(shares[2]),
        share(shares[3]),
        share(shares[4]),
        share(shares[5]),
        share(shares[6]),
        share(shares.length > 7 ? shares[7] : 0));
  }

  private static OptionalDouble share(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, 0.5, 0.2, 0.2, 0.3, 0.01, 0.2, SERVICE_CPU",
    // A pool that is full because cores are short is not what limits.
    "0.95, 0.2, 0.6, 0.1, 1.0, 0.80, 1.0, DATABASE_CPU",
    "0.95, 0.2, 0.2, 0.5, 0.3, 0.01, 0.2, GENERATOR",
    "0.95, 0.1, 0.1, 0.1, 0.3, 0.01, 0.2, OTHER_CPU",
    "0.70, 0.1, 0.0, 0.6, 0.3, 0.01, 0.2, GENERATOR",
    // Threads that wait for a connection are busy too.
    "0.40, 0.2, 0.1, 0.1, 1.0, 0.80, 1.0, CONNECTION_POOL",
    // A full pool for which nobody waits is just large enough.
    "0.40, 0.2, 0.1, 0.1, 1.0, 0.05, 0.2, UNKNOWN",
    "0.40, 0.2, 0.1, 0.1, 0.5, 0.00, 0.96, THREADS",
    "0.40, 0.2, 0.1, 0.1, 0.5, 0.00, 0.9, UNKNOWN",
    "0.89, 0.2, 0.1, 0.1, 0.5, 0.00, 0.9, UNKNOWN",
    "0.95, NaN, NaN, NaN, NaN, NaN, NaN, OTHER_CPU",
    "NaN, NaN, NaN, NaN, NaN, NaN, NaN, UNKNOWN",
  })
  void namesWhatRanOut(
      double machine,
      double service,
      double database,
      double generator,
      double connections,
      double wait,
      double threads,
      Kind kind) {
    StepUsage notKept = usage(machine, service, database, generator, connections, wait, threads);

    assertThat(LimitingResource.of(CALM, notKept).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "0.6, 0.98, 0.2, RESTLESS_THREADS",
    "0.6, 0.4, 0.2, UNKNOWN",
    // Where cores are short, no thread can be busier.
    "0.95, 0.98, 0.2, SERVICE_CPU",
    // What waits in request threads is known better.
    "0.6, 0.98, 0.96, THREADS",
  })
  void fewThreadsThatHardlyRestAreALimitWhileCoresAreIdle(
      double machine, double restless, double threads, Kind kind) {
    StepUsage notKept = usage(machine, 0.5, 0, 0.1, 0.5, 0, threads, restless);

    assertThat(LimitingResource.of(CALM, notKept).kind()).isEqualTo(kind);
  }

  @Test
  void theEvidenceSaysThatCoresWereIdle() {
    StepUsage kept = usage(0.5, 0.4, 0, 0.1, 0.5, 0, 0.2, 0);

    assertThat(LimitingResource.of(kept, usage(0.62, 0.5, 0, 0.1, 0.5, 0, 0.2, 0.984)).evidence())
        .isEqualTo(
            "Threads that were on a core for 85 % of the time or more did 98 % (0 % at the highest kept"
                + " rate) of the service's work, while the machine's cores were busy for 62 %: more"
                + " cores would not help, more threads or processes may.");
  }

  @Test
  void threadsThatHardlyRestAreThoseOnACoreForMostOfTheTime() {
    assertThat(StepUsage.restlessWork(List.of(90L, 6L, 4L), 100)).hasValue(0.9);
    assertThat(StepUsage.restlessWork(List.of(99L, 101L, 50L), 100)).hasValue(0.8);
    assertThat(StepUsage.restlessWork(List.of(84L, 16L), 100)).hasValue(0);
    assertThat(StepUsage.restlessWork(List.of(), 100)).isEmpty();
    assertThat(StepUsage.restlessWork(List.of(0L), 100)).isEmpty();
  }

  @Test
  void theEvidenceHasTheSharesOfBothSteps() {
    assertThat(LimitingResource.of(CALM, usage(0.95, 0.2, 0.6, 0.1, 1, 0.8, 1)).evidence())
        .isEqualTo(
            "The machine's cores were busy for 95 % (50 % at the highest kept rate) of the time,"
                + " 60 % by the database, 20 % by the service, 10 % by the generator.");
    assertThat(LimitingResource.of(CALM, usage(0.4, 0.2, 0.1, 0.1, 1, 0.8, 1)).evidence())
        .isEqualTo(
            "100 % (30 % at the highest kept rate) of the connections were in use, and requests"
                + " spent 80 % (1 % at the highest kept rate) of their time waiting for one.");
    assertThat(LimitingResource.of(CALM, usage(0.4, 0.2, 0.1, 0.1, 0.5, 0, 0.9)).evidence())
        .isEqualTo(
            "Nothing that is measured had run out: cores busy for 40 %, 50 % of the connections in"
                + " use, 90 % of the threads busy.");
    assertThat(LimitingResource.of(usage(0.4, 0.2, 0.1, 0.1, 1, 0.8, 1)))
        .isEqualTo(
            new LimitingResource(
                Kind.CONNECTION_POOL,
                "100 % of the connections were in use, and requests spent 80 % of their time waiting"
                    + " for one."));
    double none = Double.NaN;
    assertThat(
            LimitingResource.of(CALM, usage(none, none, none, none, none, none, none)).evidence())
        .isEqualTo("Nothing was measured that could have run out.");
  }
}
