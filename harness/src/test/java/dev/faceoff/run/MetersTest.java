package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.LocalServer;
import dev.faceoff.process.Supervisor;
import dev.faceoff.target.TargetProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  @Test
  void replicasOfAVariantAreReadAsOne() {
    try (LocalServer server = new LocalServer();
        Supervisor supervisor = Supervisor.open();
        Meters meters =
            Meters.ofOneAtATime(
                List.of(
                    target(server.at("/first"), "naive", supervisor),
                    target(server.at("/alone"), "fixed", supervisor),
                    target(server.at("/second"), "naive", supervisor)),
                Optional.empty(),
                Dependencies.NONE)) {
      serve(server, "/first/metrics", "0.5");
      serve(server, "/second/metrics", "2.0");
      serve(server, "/alone/metrics", "4.0");

      Meters.Reading reading = meters.read();

      assertThat(reading.closing().get("naive"))
          .containsExactly(Map.entry(Measure.POOL_WAIT, 2500.0));
      assertThat(reading.closing().get("fixed"))
          .containsExactly(Map.entry(Measure.POOL_WAIT, 4000.0));
    }
  }

  private static void serve(LocalServer server, String path, String waitSeconds) {
    String name = "hikaricp_connections_acquire_seconds";
    String metrics = "%s_count 1\n%s_sum %s\n".formatted(name, name, waitSeconds);
    server.on(path, exchange -> LocalServer.answer(exchange, 200, metrics));
  }

  /** One that runs already: what it costs cannot be seen, what it tells can. */
  private static TargetProcess target(URI url, String variant, Supervisor supervisor) {
    TargetSpec spec =
        new TargetSpec(
            new Start.Running(url), OptionalInt.empty(), "", "/metrics", false, Map.of(), Map.of());
    return TargetProcess.start(
        variant,
        spec,
        new Variant(variant, Map.of(), List.of(), List.of()),
        "",
        List.of(),
        Map.of(),
        List.of(),
        Path.of("none.log"),
        supervisor);
  }

  @Test
  void aThreadHasWhatItTookBetweenTwoReadings() {
    Meters.Reading before = threads(Map.of(1L, 100L, 2L, 50L));
    Meters.Reading after = threads(Map.of(1L, 130L, 3L, 7L));

    assertThat(after.threadNanosSince(before, "naive")).containsExactlyInAnyOrder(30L, 7L);
  }

  private static Meters.Reading threads(Map<Long, Long> nanos) {
    return new Meters.Reading(Map.of(), Map.of(), Map.of("naive", nanos), false);
  }

  private static Meters.Reading reading(
      Map<Measure, Double> closing, Map<Measure, Double> opening) {
    return new Meters.Reading(Map.of("naive", closing), Map.of("naive", opening), Map.of(), true);
  }

  private static Meters.Reading withoutDatabase(double serviceMillis) {
    Map<String, Map<Measure, Double>> totals =
        Map.of("naive", Map.of(Measure.SERVICE_CPU, serviceMillis));
    return new Meters.Reading(totals, totals, Map.of(), false);
  }
}
