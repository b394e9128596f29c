package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.LocalServer;
import dev.faceoff.process.Supervisor;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.target.TargetProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that waits for connections while it answers, and for more of them after that. */
class StepReadingsTest {
  private static final String LEVELS_OF_IDLE = levels(0, 0);

  private final LocalServer server = new LocalServer();
  private volatile double waitedSeconds;
  private volatile String levels = LEVELS_OF_IDLE;

  @BeforeEach
  void serve() {
    String name = "hikaricp_connections_acquire_seconds";
    server.on(
        "/metrics",
        exchange ->
            LocalServer.answer(
                exchange, 200, "%s_count 1\n%s_sum %s\n".formatted(name, name, waitedSeconds)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void workAfterTheAnswersIsCostAndNotUse() throws InterruptedException {
    try (Supervisor supervisor = Supervisor.open();
        Meters meters =
            Meters.ofOneAtATime(List.of(service(supervisor)), Optional.empty(), Dependencies.NONE);
        StepReadings readings = new StepReadings(meters, "naive", List.of())) {
      waitedSeconds = 1;
      readings.begin();
      readings.finish();
      readings.blockBegins(0, System.nanoTime());
      waitedSeconds = 3;
      readings.blockDrained(0, 0);
      readings.finish();

      assertThat(readings.cost()).isEmpty();

      waitedSeconds = 8;
      readings.rested();

      assertThat(readings.cost()).containsExactly(Map.entry(Measure.POOL_WAIT, 7_000.0));
      assertThat(readings.usage(0.1, 10_000).connectionWait().orElseThrow())
          .isCloseTo(0.2, within(1e-9));
    }
  }

  /** Of pool and threads, over both replicas; the highest of all seconds. */
  @Test
  void levelsAreReadOnceASecondWhileTheStepLasts() throws InterruptedException {
    server.on("/first", exchange -> LocalServer.answer(exchange, 200, levels));
    server.on("/second", exchange -> LocalServer.answer(exchange, 200, LEVELS_OF_IDLE));
    try (Supervisor supervisor = Supervisor.open();
        Meters meters =
            Meters.ofOneAtATime(List.of(service(supervisor)), Optional.empty(), Dependencies.NONE);
        StepReadings readings =
            new StepReadings(meters, "naive", List.of(server.at("/first"), server.at("/second")))) {
      readings.begin();
      levels = levels(10, 40);
      secondPasses(readings);
      readings.blockBegins(0, System.nanoTime());
      levels = levels(9, 10);
      secondPasses(readings);
      levels = levels(4, 30);
      secondPasses(readings);
      readings.blockDrained(0, 0);
      levels = levels(10, 40);
      secondPasses(readings);

      // 9 and then 4 of the ten of one, none of the ten of the other.
      assertThat(readings.usage(0.1, 10_000).connectionsInUse()).hasValue(0.45);
      assertThat(readings.usage(0.1, 10_000).busyThreads()).hasValue(0.375);
    }
  }

  @Test
  void aServiceThatTellsNoLevelsHasNone() throws InterruptedException {
    try (Supervisor supervisor = Supervisor.open();
        Meters meters =
            Meters.ofOneAtATime(List.of(service(supervisor)), Optional.empty(), Dependencies.NONE);
        StepReadings readings = new StepReadings(meters, "naive", List.of(server.at("/metrics")))) {
      readings.begin();
      readings.blockBegins(0, System.nanoTime());
      secondPasses(readings);
      readings.blockDrained(0, 0);
      readings.finish();

      assertThat(readings.usage(0.1, 10_000).connectionsInUse()).isEmpty();
      assertThat(readings.usage(0.1, 10_000).busyThreads()).isEmpty();
    }
  }

  /** Until its readings are done. */
  private static void secondPasses(StepReadings readings) throws InterruptedException {
    readings.progress(
        new GeneratorEvent(GeneratorEvent.Kind.PROGRESS, -1, 0, 0, 0, 0, 0, 0, 1, Map.of()));
    readings.finish();
  }

  private static String levels(int connections, int threads) {
    return """
        hikaricp_connections_active %d
        hikaricp_connections_max 10
        tomcat_threads_busy_threads %d
        tomcat_threads_config_max_threads 40
        """
        .formatted(connections, threads);
  }

  private TargetProcess service(Supervisor supervisor) {
    TargetSpec spec =
        new TargetSpec(
            new Start.Running(server.at("")),
            OptionalInt.empty(),
            "",
            "/metrics",
            false,
            Map.of(),
            Map.of());
    return TargetProcess.start(
        "naive",
        spec,
        new Variant("naive", Map.of(), List.of(), List.of()),
        "",
        List.of(),
        Map.of(),
        List.of(),
        Path.of("none.log"),
        supervisor);
  }
}
