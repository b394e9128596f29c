package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Measure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Map<Measure, Double> NOTHING = Map.of();

  @Test
  void costIsFromOpeningToClosingSoThatReadingCostsNothing() {
    Meters.Reading before = reading(Map.of(Measure.QUERIES, 10.0), Map.of(Measure.QUERIES, 13.0));
    Meters.Reading after = reading(Map.of(Measure.QUERIES, 63.0), Map.of(Measure.QUERIES, 66.0));

    assertThat(after.costSince(before, "naive")).containsExactly(Map.entry(Measure.QUERIES, 50.0));
  }

  @Test
  void whatEitherReadingLacksIsAbsent() {
    Meters.Reading before = reading(NOTHING, Map.of(Measure.POOL_WAIT, 1.0));
    Meters.Reading after = reading(Map.of(Measure.QUERIES, 63.0), NOTHING);

    assertThat(after.costSince(before, "naive")).isEmpty();
  }

  @Test
  void processorTimeIsThatOfServiceAndDatabase() {
    Map<Measure, Double> from = Map.of(Measure.SERVICE_CPU, 100.0, Measure.DATABASE_CPU, 10.0);
    Map<Measure, Double> to = Map.of(Measure.SERVICE_CPU, 130.0, Measure.DATABASE_CPU, 15.0);

    assertThat(reading(to, to).costSince(reading(from, from), "naive"))
        .containsEntry(Measure.CPU, 35.0);
  }

  @Test
  void withoutTheDatabasesShareTheSumIsUnknown() {
    Map<Measure, Double> from = Map.of(Measure.SERVICE_CPU, 100.0);
    Map<Measure, Double> to = Map.of(Measure.SERVICE_CPU, 130.0);

    assertThat(reading(to, to).costSince(reading(from, from), "naive"))
        .containsExactly(Map.entry(Measure.SERVICE_CPU, 30.0));
  }

  @Test
  void withoutADatabaseTheServiceIsAllThereIs() {
    Meters.Reading before = withoutDatabase(100);
    Meters.Reading after = withoutDatabase(130);

    assertThat(after.costSince(before, "naive")).containsEntry(Measure.CPU, 30.0);
  }

  private static Meters.Reading reading(
      Map<Measure, Double> closing, Map<Measure, Double> opening) {
    return new Meters.Reading(Map.of("naive", closing), Map.of("naive", opening), true);
  }

  private static Meters.Reading withoutDatabase(double serviceMillis) {
    Map<String, Map<Measure, Double>> totals =
        Map.of("naive", Map.of(Measure.SERVICE_CPU, serviceMillis));
    return new Meters.Reading(totals, totals, false);
  }
}
