package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Alerting;
import dev.faceoff.model.Cut;
import dev.faceoff.model.Design;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsReaderTest {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny");
  private static final String ALERTS =
      """
      designs:
        alerts:
          faults:
            slow: latency 2s on database, for 8s
            down: cut on database, for 7500ms
          healthySeconds: 20
          rounds: 2
          warmUpSeconds: 4
          launches: {quick: 1, standard: 2, thorough: 3}
          watches:
            - variant: fixed
              rules: [health.yaml, errors.yaml]
            - variant: naive
              rules: [health.yaml]
      """;
  private static final String HEALTH =
      """
      groups:
        - name: health
          rules:
            - alert: Ill
              expr: probe_success == 0
              labels: {severity: page}
      """;
  private static final String ERRORS =
      """
      groups:
        - name: shares
          rules:
            - record: failed:share
              expr: vector(1)
        - name: errors
          rules:
            - alert: Failing
              expr: failed:share > 0.1
              labels: {severity: page}
            - alert: FailingSlowly
              expr: failed:share > 0.01
              labels: {severity: ticket}
            - alert: Unlabelled
              expr: vector(0)
      """;

  /** The line on which {@code designs} stands in the file. */
  private static final int FIRST_LINE = 42;

  @TempDir private Path folder;
  private Path tiny;
  private Path file;

  @BeforeEach
  void copyTiny() throws IOException {
    tiny = Files.createDirectories(folder.resolve("tiny"));
    Files.createDirectory(tiny.resolve("db"));
    for (String name : List.of("naive.txt", "fixed.txt")) {
      Files.copy(TINY.resolve(name), tiny.resolve(name));
    }
    Files.writeString(tiny.resolve("health.yaml"), HEALTH);
    Files.writeString(tiny.resolve("errors.yaml"), ERRORS);
    file = tiny.resolve("scenario.yaml");
    write(ALERTS, "");
  }

  private void write(String designs, String expectations) throws IOException {
    Files.writeString(
        file, Files.readString(TINY.resolve("scenario.yaml")) + expectations + designs);
  }

  private Scenario read() {
    return ScenarioFile.read(file, folder);
  }

  @Test
  void readsFaultsAndWhoWatchesEachVariant() {
    Alerting alerting = read().designs().alerting().orElseThrow();

    assertThat(read().designs().declared()).containsExactly(Design.PAIR, Design.ALERTS);
    assertThat(alerting.faults()).extracting(FaultWindow::name).containsExactly("slow", "down");
    assertThat(alerting.faults().get(1))
        .isEqualTo(
            new FaultWindow("down", new Cut(), "database", Duration.ZERO, Duration.ofMillis(7500)));
    assertThat(alerting.healthySeconds()).isEqualTo(20);
    assertThat(alerting.rounds()).isEqualTo(2);
    assertThat(alerting.launches())
        .isEqualTo(Map.of(ProfileName.QUICK, 1, ProfileName.STANDARD, 2, ProfileName.THOROUGH, 3));
    assertThat(alerting.watches())
        .containsExactly(
            new Alerting.Watch("naive", List.of(tiny.resolve("health.yaml")), Set.of("Ill")),
            new Alerting.Watch(
                "fixed",
                List.of(tiny.resolve("health.yaml"), tiny.resolve("errors.yaml")),
                Set.of("Ill", "Failing")));
    assertThat(alerting.rules())
        .containsExactly(tiny.resolve("health.yaml"), tiny.resolve("errors.yaml"));
  }

  @Test
  void whileItIsWatchedTheScenarioHasTheFaultsAndNoPromises() {
    Scenario watched = read().watched();

    assertThat(read().faults().timeline()).isEmpty();
    assertThat(watched.faults().connections()).containsExactly("database");
    assertThat(watched.expectations()).isEmpty();
  }

  @Test
  void promisesOfAlertsAreAboutItsFaults() throws IOException {
    write(
        ALERTS,
        """
          - alertSeconds of fixed during down <= 7
          - failedUntold of fixed during slow < 100
          - falseAlerts of fixed <= 0
        """);

    List<Expectation> expectations = read().expectations();

    assertThat(expectations)
        .extracting(Expectation::design)
        .containsExactly(Design.PAIR, Design.PAIR, Design.ALERTS, Design.ALERTS, Design.ALERTS);
    assertThat(expectations.get(2).measure()).isEqualTo(Measure.ALERT_SECONDS);
    assertThat(expectations.get(2).phase()).contains("down");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "alertSeconds of fixed <= 7 | 'alertSeconds' is measured of a fault; add 'during' and its name, one of slow, down",
        "alertSeconds of fixed during dwn <= 7 | unknown fault 'dwn' of designs.alerts; did you mean 'down'?",
        "alertSeconds of fixed/naive during down <= 7 | 'alertSeconds' is of one variant; leave 'at' and a second variant out",
        "failedUntold of fixed at list during down <= 7 | 'failedUntold' is of one variant; leave 'at' and a second variant out",
        "falseAlerts of fixed during down <= 0 | false alerts are those without a fault; leave 'during' out",
        "errorShare of fixed during down <= 0 | unknown phase 'down'; 'faults' declares no timeline",
      })
  void refusesPromisesThatNothingTells(String promise, String message) throws IOException {
    write(ALERTS, "  - " + promise + "\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(BadFileException.class)
        .hasMessage(file + ":42:5: " + message);
  }

  @Test
  void refusesPromisesOfAlertsThatAreNotDeclared() throws IOException {
    write("", "  - falseAlerts of fixed <= 0\n");

    assertThatThrownBy(this::read)
        .hasMessage(
            file + ":42:5: 'falseAlerts' is what designs.alerts finds, which is not declared");
  }

  /** Line and column are within {@code designs}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "faults:             | fault:              | 3:5: unknown key 'fault'; did you mean 'faults'?",
        "slow: latency       | Slow: latency       | 4:7: a fault is named by lower-case words joined by hyphens, but this is 'Slow'",
        "cut on database, for 7500ms | cut on database | 5:13: 'cut on database' is no fault; write 'FAULT on CONNECTION, for LENGTH', for example 'latency 30s on gateway, for 8s'",
        "cut on database, for 7500ms | 'at 3s: cut on database, for 5s' | 5:13: 'at 3s: cut on database, for 5s' is no fault; write 'FAULT on CONNECTION, for LENGTH', for example 'latency 30s on gateway, for 8s'",
        "cut on database     | cut on databse      | 5:13: unknown connection 'databse'; did you mean 'database'?",
        "cut on database     | cutt on database    | 5:13: unknown fault 'cutt'; did you mean 'cut'?",
        "healthySeconds: 20  | healthySeconds: 14  | 6:21: designs.alerts.healthySeconds must be between 15 and 3600, but is 14",
        "rounds: 2           | rounds: 0           | 7:13: designs.alerts.rounds must be between 1 and 100, but is 0",
        "standard: 2         | standard: 0         | 9:36: designs.alerts.launches.standard must be between 1 and 1000, but is 0",
        "variant: naive      | variant: naiv       | 13:18: unknown variant 'naiv'; did you mean 'naive'?",
        "variant: naive      | variant: fixed      | 13:18: a second watch over 'fixed'",
        "errors.yaml         | error.yaml          | 12:30: there is no file 'error.yaml' in the project or beside this file",
      })
  void pointsAtWhatIsWrong(String piece, String replacement, String message) throws IOException {
    assertThat(ALERTS).contains(piece.strip());
    write(ALERTS.replace(piece.strip(), replacement.strip()), "");
    int colon = message.indexOf(':');
    int line = FIRST_LINE - 1 + Integer.parseInt(message.substring(0, colon));

    assertThatThrownBy(this::read)
        .isInstanceOf(BadFileException.class)
        .hasMessage(file + ":" + line + message.substring(colon));
  }

  @Test
  void twoFilesMayNotHaveAnAlertOfOneName() throws IOException {
    Files.writeString(tiny.resolve("errors.yaml"), ERRORS.replace("Failing\n", "Ill\n"));

    assertThatThrownBy(this::read)
        .hasMessageEndingWith(
            "an alert 'Ill' is in health.yaml too; give one of them another name");
  }

  @Test
  void aWatchNeedsAnAlertThatWakesSomebody() throws IOException {
    Files.writeString(tiny.resolve("health.yaml"), HEALTH.replace("page", "ticket"));

    assertThatThrownBy(this::read)
        .hasMessageEndingWith(
            "none of these files has an alert whose label severity is 'page', so that nobody is"
                + " ever told");
  }

  @Test
  void aFileOfSomethingElseIsNoFileOfRules() throws IOException {
    Files.writeString(tiny.resolve("health.yaml"), "alerts: none\n");

    assertThatThrownBy(this::read)
        .hasMessage(
            tiny.resolve("health.yaml") + ":1:1: no file of Prometheus' rules: it has no 'groups'");
  }
}
