package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Cut;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Reconciliation;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scenario depends on, what is done to its connections, and what is promised of that. */
class TroubledScenarioTest {
  private static final Path TROUBLED =
      Path.of("src/test/resources/scenarios/troubled/scenario.yaml");

  @TempDir private Path folder;

  @Test
  void readsWhatTheServiceDependsOn() {
    Scenario scenario = ScenarioFile.read(TROUBLED, folder);

    assertThat(scenario.dependencies().redis().orElseThrow().maxMemoryMebibytes()).isEqualTo(64);
    assertThat(scenario.dependencies().connections())
        .containsExactly("database", "gateway", "redis");
    TargetSpec gateway = scenario.dependencies().services().get("gateway");
    assertThat(gateway.start())
        .isEqualTo(new Start.JvmClass("dev.faceoff.apps.troubled.Gateway", "target-apps"));
    assertThat(gateway.readyPath()).isEqualTo("/health");
    assertThat(gateway.properties()).isEqualTo(Map.of("port", "{port}", "slow", "30"));
  }

  @Test
  void leavesWhatTheTargetStarterFillsInAndSecretsInTheEnvironment() {
    TargetSpec target = ScenarioFile.read(TROUBLED, folder).target();

    assertThat(target.ownManagementPort()).isTrue();
    assertThat(target.properties())
        .containsEntry("management.server.port", "{managementPort}")
        .containsEntry("redis.url", "redis://{redis.host}:{redis.port}/{redis.database}")
        .containsEntry("gateway.url", "{gateway.url}");
    assertThat(target.environment())
        .isEqualTo(
            Map.of(
                "SPRING_DATASOURCE_PASSWORD", "{database.password}",
                "SPRING_DATA_REDIS_PASSWORD", "{redis.password}",
                "PAGE", "2"));
  }

  @Test
  void readsFaultsInOrderOfTimeWithSettingsFilledIn() {
    Faults faults =
        ScenarioFile.read(TROUBLED, folder, Overrides.parse(List.of("slowSeconds=5"))).faults();

    assertThat(faults.distanceMillis()).isEqualTo(Map.of("database", 2.0));
    FaultTimeline timeline = faults.timeline().orElseThrow();
    assertThat(timeline.length()).isEqualTo(Duration.ofSeconds(26));
    assertThat(timeline.windows())
        .extracting(FaultWindow::name)
        .containsExactly("gateway-slow", "gateway-down");
    assertThat(timeline.windows().get(0).label()).isEqualTo("latency 5 s on gateway");
    assertThat(timeline.windows().get(1).fault()).isEqualTo(new Cut());
    assertThat(timeline.phases())
        .containsExactly("before", "gateway-slow", "after-gateway-slow", "gateway-down", "after");
  }

  @Test
  void readsReconciliationHighlightAndPlays() {
    Scenario scenario = ScenarioFile.read(TROUBLED, folder);

    assertThat(scenario.reconciliation())
        .hasValue(
            new Reconciliation(
                "payments",
                "SELECT order_reference FROM payment WHERE status = 'PENDING'",
                "SELECT order_reference FROM payment WHERE status = 'PAID'",
                "gateway",
                "/ledger",
                Duration.ofSeconds(20)));
    assertThat(scenario.highlight())
        .hasValue(new Highlight(Measure.WITHIN_OBJECTIVE, "browse catalogue", "gateway-slow"));
    assertThat(scenario.profiles().get(ProfileName.QUICK).timelines()).isEqualTo(2);
    assertThat(scenario.profiles().get(ProfileName.STANDARD).timelines()).isEqualTo(1);
  }

  @Test
  void readsExpectationsOfEndpointsAndPhases() {
    List<Expectation> expectations = ScenarioFile.read(TROUBLED, folder).expectations();

    assertThat(expectations)
        .extracting(Expectation::text)
        .containsExactly(
            "withinObjectiveShare of fixed at browse catalogue during gateway-slow >= 0.99",
            "p95LatencyMillis of fixed/naive at pay < 1",
            "recoverSeconds of fixed during gateway-down <= 2",
            "unreconciled of fixed<=0");
    assertThat(expectations)
        .extracting(Expectation::endpoint)
        .containsExactly(
            Optional.of("browse catalogue"),
            Optional.of("pay"),
            Optional.empty(),
            Optional.empty());
    assertThat(expectations)
        .extracting(Expectation::phase)
        .containsExactly(
            Optional.of("gateway-slow"),
            Optional.empty(),
            Optional.of("gateway-down"),
            Optional.empty());
    assertThat(expectations).extracting(Expectation::variant).containsOnly("fixed");
  }

  @Test
  void aDistanceNeedsNoTimeline() throws IOException {
    String text = Files.readString(TROUBLED);
    int seconds = text.indexOf("  seconds: 26");
    int highlight = text.indexOf("highlight:");
    Path file =
        write(
            text.substring(0, seconds)
                + text.substring(text.indexOf("reconciliation:"), highlight)
                + text.substring(text.indexOf("profiles:"), text.indexOf("expectations:"))
                    .replace(", timelines: 2", ""));

    Faults faults = ScenarioFile.read(file, folder).faults();

    assertThat(faults.distanceMillis()).isEqualTo(Map.of("database", 2.0));
    assertThat(faults.timeline()).isEmpty();
  }

  /** Each row replaces one piece of a good file; line and column point at the culprit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slowSeconds: {v | managementPort: {v | 11:3: a setting is named in camelCase and not 'port' or 'managementPort', but this is 'managementPort'",
        "Mebibytes: 64}  | Mebibytes: 0}  | 18:29: redis.maxMemoryMebibytes must be between 1 and 65536, but is 0",
        "  gateway:       |   Gateway:     | 20:3: a service is named by lower-case words joined by hyphens and not 'database' or 'redis', but this is 'Gateway'",
        "  gateway:       |   database:    | 20:3: a service is named by lower-case words joined by hyphens and not 'database' or 'redis', but this is 'database'",
        "port: \"{port}\", slow | slow     | 25:17: no property tells the service its port; add, for example, server.port: \"{port}\"",
        "slow: \"{slowSeconds}\" | u: \"{gateway.url}\" | 25:37: '{gateway.url}': a service that the target depends on gets {port} and settings only",
        "slow: \"{slowSeconds}\" | u: \"{database.url}\" | 25:37: '{database.url}': a service that the target depends on gets {port} and settings only",
        "managementPort: true  | managementPort: 1 | 32:19: target.managementPort must be true or false, but is the number 1",
        "managementPort: true  | managementPort: false | 62:23: '{managementPort}', but target declares no 'managementPort: true'",
        "    management.server.port: \"{managementPort}\" | # | 32:19: no property tells the service its management port; add, for example, management.server.port: \"{managementPort}\"",
        "redis: {maxMemoryMebibytes: 64} | # | 38:16: '{redis.host}', but the scenario declares no redis",
        "gateway.url: \"{gateway.url}\" | gateway.url: \"{gatway.url}\" | 39:18: unknown setting 'gatway.url'; did you mean 'gateway.url'?",
        "username: \"{database.user}\" | password: \"{database.password}\" | 37:33: '{database.password}' would be seen in the list of processes; set it in target.environment",
        "{database.password} | {database.pasword} | 41:33: unknown setting 'database.pasword'; did you mean 'database.password'?",
        "database: \"{distance}\"} | databse: 1} | 47:20: unknown connection 'databse'; did you mean 'database'?",
        "database: \"{distance}\"} | database: 0.5} | 47:30: faults.distanceMillis.database must be a whole number, but is 0.5",
        "database: \"{distance}\"} | database: -1} | 47:30: faults.distanceMillis.database must be between 0 and 60000, but is -1",
        "database: \"{distance}\"} | database: near} | 47:30: faults.distanceMillis.database must be a number or a setting's name in quotes and braces, but is 'near'",
        "  seconds: 26    | #              | 50:5: 'seconds' and 'timeline' of faults go together",
        "  seconds: 26    |   seconds: 2.5 | 48:12: faults.seconds must be a whole number, but is 2.5",
        "  seconds: 26    |   seconds: 18  | 50:19: 'gateway-down' lasts until 19 s, but the timeline ends at 18 s; see faults.seconds",
        "at 14s:          | at 11.5s:      | 50:19: 'gateway-down' starts at 11.5 s, but 'gateway-slow' lasts until 12 s; faults must not overlap",
        "gateway-down: \"at | before: \"at  | 50:5: a phase is named by lower-case words joined by hyphens; 'before', 'after' and 'after-...' are the healthy ones, but this is 'before'",
        "gateway-down: \"at | after-all: \"at | 50:5: a phase is named by lower-case words joined by hyphens; 'before', 'after' and 'after-...' are the healthy ones, but this is 'after-all'",
        "gateway-down: \"at | Down: \"at    | 50:5: a phase is named by lower-case words joined by hyphens; 'before', 'after' and 'after-...' are the healthy ones, but this is 'Down'",
        "cut on gateway   | cut on getway  | 50:19: unknown connection 'getway'; did you mean 'gateway'?",
        "latency {slowS   | latncy {slowS  | 51:19: unknown fault 'latncy'; did you mean 'latency'?",
        "latency {slowSeconds}s | latency {slowSeconds}B | 51:19: latency is given in us, µs, ms, s, such as 30s, but is '30B'",
        "latency {slowS   | latency {slwS | 51:19: unknown setting 'slwSeconds'; did you mean 'slowSeconds'?",
        "service: gateway | service: getway | 56:12: unknown service 'getway'; did you mean 'gateway'?",
        "path: /ledger    | path: ledger   | 57:9: reconciliation.path must be a path that starts with a slash, but is 'ledger'",
        "settleSeconds: 20 | settleSeconds: 0 | 58:18: reconciliation.settleSeconds must be between 0.001 and 600, but is 0",
        "highlight: within | highlight: withn | 64:12: unknown measure 'withnObjectiveShare'; did you mean 'withinObjectiveShare'?",
        "Share at browse catalogue during | Share at browse during | 64:12: unknown endpoint 'browse'; did you mean 'browse catalogue'?",
        "Share at browse catalogue during gateway-slow`profiles | Share of fixed`profiles | 64:12: 'withinObjectiveShare of fixed' is no highlight; write 'MEASURE at ENDPOINT during PHASE'",
        "timelines: 2     | timelines: 0   | 66:96: profiles.quick.timelines must be between 1 and 100, but is 0",
        "of fixed at browse catalogue during gateway-slow | of fixed at browse catalog during gateway-slow | 70:5: unknown endpoint 'browse catalog'; did you mean 'browse catalogue'?",
        "gateway-slow >=  | gateway-slo >= | 70:5: unknown phase 'gateway-slo'; did you mean 'gateway-slow'?",
        "gateway-slow >=  | never >=       | 70:5: unknown phase 'never'; valid are before, gateway-slow, after-gateway-slow, gateway-down, after",
        "recoverSeconds of fixed during gateway-down | recoverSeconds of fixed | 72:5: 'recoverSeconds' is measured of a fault; add 'during' and its name, one of gateway-slow, gateway-down",
        "recoverSeconds of fixed during gateway-down | detectSeconds of fixed during after | 72:5: 'detectSeconds' is measured of a fault; add 'during' and its name, one of gateway-slow, gateway-down",
      })
  void pointsAtWhatIsWrong(String piece, String replacement, String message) throws IOException {
    String good = Files.readString(TROUBLED);
    String cut = lines(piece);
    assertThat(good).contains(cut);
    Path file = write(good.replace(cut, lines(replacement)));

    assertRefused(file, message.strip());
  }

  @Test
  void refusesFaultsThatDoNothing() throws IOException {
    Path file =
        write(
            without(Files.readString(TROUBLED), "  distanceMillis", "reconciliation:")
                .replace("faults:\n", "faults: {}\n"));

    assertRefused(file, "46:9: faults declares neither a distance nor a timeline");
  }

  @Test
  void refusesWhatNeedsATimelineWithoutOne() throws IOException {
    String text = without(Files.readString(TROUBLED), "faults:", "reconciliation:");

    assertRefused(
        write(text.replace(", timelines: 2", "")),
        "58:12: unknown phase 'gateway-slow'; 'faults' declares no timeline");
    assertRefused(write(text), "60:96: timelines without a timeline in 'faults'");
  }

  @Test
  void refusesToReconcileWithoutADatabase() throws IOException {
    String text =
        without(Files.readString(TROUBLED), "database:\n", "faults:")
            .replace("{database.url}", "none")
            .replace("{database.user}", "none")
            .replace("{database.password}", "none")
            .replace("  distanceMillis: {database: \"{distance}\"}\n", "");

    assertRefused(
        write(text), "50:3: reconciliation compares with a 'database', which is not declared");
  }

  @Test
  void refusesAnExpectationOfBooksThatAreNotKept() throws IOException {
    String text = without(Files.readString(TROUBLED), "reconciliation:", "variants:");

    assertRefused(
        write(text), "66:5: 'unreconciled' needs 'reconciliation', which is not declared");
  }

  @Test
  void refusesToReconcileWithNobody() throws IOException {
    String text =
        without(Files.readString(TROUBLED), "services:", "target:")
            .replace("{gateway.url}", "none")
            .replace("on gateway", "on redis");

    assertRefused(
        write(text), "49:12: unknown service 'gateway'; the scenario declares no services");
  }

  private static String without(String text, String from, String to) {
    int start = text.indexOf("\n" + from) + 1;
    return text.substring(0, start) + text.substring(text.indexOf("\n" + to) + 1);
  }

  private static String lines(String piece) {
    return piece.strip().replace('`', '\n');
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .isInstanceOf(BadFileException.class)
        .hasMessage(file + ":" + message);
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve("scenario.yaml");
    Files.writeString(file, text.replace("[../tiny]", "[.]"));
    return file;
  }
}
