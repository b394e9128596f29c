package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Price;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.report.Report;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.DiagnosisRequest;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.Machine;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.ServeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path temporary;
  private Shell shell;
  private final Fakes.Engine engine = new Fakes.Engine(Status.VALID, Outcome.HELD);
  private final Parts parts = Fakes.parts(engine);

  @BeforeEach
  void openShell() {
    shell = new Shell(temporary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | no command; 'faceoff run' compares the core pairs, 'faceoff --help' shows all commands",
        "rnu                       | unknown command 'rnu'; did you mean 'run'?",
        "--vers                    | unknown option '--vers'; did you mean '--version'?",
        "list extra                | unexpected 'extra'; see 'faceoff list --help'",
        "run tinny                 | unknown scenario 'tinny'; did you mean 'tiny'?",
        "run banana                | unknown scenario 'banana'; valid is tiny",
        "run --profil quick        | unknown option '--profil'; did you mean '--profile'?",
        "run --profil=quick        | unknown option '--profil'; did you mean '--profile'?",
        "run --profile qiuck       | --profile: unknown profile 'qiuck'; did you mean 'quick'?",
        "run --profile banana      | --profile: unknown profile 'banana'; valid are quick, standard, thorough",
        "run --profile             | --profile needs a value: --profile PROFILE",
        "run --profile=quick --profile=quick | --profile is given twice",
        "run --backend docker      | --backend: unknown backend 'docker'; valid are embedded, testcontainers, external",
        "run --backend testcontainer | --backend: unknown backend 'testcontainer'; did you mean 'testcontainers'?",
        "run --backend external    | --backend external: tiny needs FACEOFF_DATABASE_URL, in the environment or in --servers FILE",
        "run --prices              | --prices needs a value: --prices FILE",
        "run --servers             | --servers needs a value: --servers FILE",
        "run --seed one            | --seed: 'one' is no whole number from 0 to 9007199254740991",
        "run --seed=-1             | --seed: '-1' is no whole number from 0 to 9007199254740991",
        "run --set pageSize        | --set needs name=value, but has 'pageSize'",
        "run --set pagesize=1      | --set: unknown setting 'pagesize'; did you mean 'pageSize'?",
        "run --set rate=0          | --set rate=0: rate must be between 0.5 and 100, but is 0",
        "run --set rate=-5         | --set rate=-5: rate must be between 0.5 and 100, but is -5",
        "run --set rate=fast       | --set rate=fast: 'fast' is not a number",
        "run --design grwoth       | --design: unknown design 'grwoth'; did you mean 'growth'?",
        "run --design              | --design needs a value: --design DESIGN",
        "run --design growth       | no scenario to run declares the design 'growth'",
        "run tiny --design growth  | tiny declares no design 'growth'; valid is pair",
        "run tiny --design pair,growth | tiny declares no design 'growth'; valid is pair",
        "run --replicas            | --replicas needs a value: --replicas N",
        "run --replicas 0          | --replicas 0: '0' is no whole number from 1 to 8",
        "run --replicas=-1         | --replicas -1: '-1' is no whole number from 1 to 8",
        "run --replicas fixed=9    | --replicas fixed=9: '9' is no whole number from 1 to 8",
        "run --replicas fixd=2     | --replicas: unknown variant 'fixd'; did you mean 'fixed'?",
        "run --replicas naive=2,fixd=2 | --replicas: unknown variant 'fixd'; did you mean 'fixed'?",
        "gate --replicas 2 tiny:naive tiny:fixed | unknown option '--replicas'",
        "gate                      | BASELINE is missing; see 'faceoff gate --help'",
        "compare tiny:fixed        | CANDIDATE is missing; see 'faceoff compare --help'",
        "gate tiny:fixed tiny:fixd | scenario tiny has no variant 'fixd'; did you mean 'fixed'?",
        "gate --jmh old.json       | CANDIDATE is missing; see 'faceoff gate --help'",
        "gate --jmh old.json new.json --seed 7 | --seed changes nothing with --jmh; valid beside it are --gate, --out, --strict",
        "doctor --launches 8       | --launches is for calibrating; add --calibrate",
        "doctor --seed 7           | --seed is for calibrating; add --calibrate",
        "doctor tiny:fixed         | TARGET is for calibrating; add --calibrate",
        "doctor --calibrate --launches 3 | --launches: must be from 4 to 1000, but is 3",
        "run --target a.target.yaml --target b.target.yaml | --target: name the one SCENARIO beside whose pair it runs, or one without a pair, as in 'faceoff run n-plus-one --target a.target.yaml'",
        "run tiny --target a.target.yaml --target b.yaml --target c.target.yaml --target d.target.yaml --target e.target.yaml | --target e.target.yaml: at most 4 run beside a pair, for the machine and the reader; leave some out",
        "run --target              | --target needs a value: --target FILE",
        "run --target a.target.yaml | --target: name the one SCENARIO beside whose pair it runs, or one without a pair, as in 'faceoff run n-plus-one --target a.target.yaml'",
        "run tiny --target a.yaml  | --target a.yaml: a target file's name ends in .target.yaml",
        "run tiny --target a.target.yaml --replicas 2 | --replicas: with --target one of each is started; leave out one of the two",
        "run --all tiny            | --all is every scenario; leave out 'tiny'",
        "diagnose                  | TARGET is missing; see 'faceoff diagnose --help'",
        "diagnose tiny             | '''tiny'' is a scenario; name one of its variants, for example tiny:fixed'",
        "diagnose tiny:fixd        | scenario tiny has no variant 'fixd'; did you mean 'fixed'?",
        "diagnose http://localhost:9 | nothing says what to send to http://localhost:9; name a scenario by --scenario, or list 'requests' in gate.yaml or in a target file",
        "diagnose tiny:naive --page-parameter limit | --page-parameter: tiny has a journey of its own, whose requests are not declared; leave it out",
        "run --metrics-port none   | --metrics-port: 'none' is no port from 1 to 65535",
        "run --metrics-port 0      | --metrics-port: '0' is no port from 1 to 65535",
        "serve                     | SCENARIO is missing; see 'faceoff serve --help'",
        "serve tiny --scenario own | one pair is served; leave out 'tiny' or --scenario own",
        "serve --scenario own      | --scenario own: there is no such folder",
        "serve tinny               | unknown scenario 'tinny'; did you mean 'tiny'?",
        "serve tiny --for 10       | --for: '10' is no time from 1s to 8h, such as 90s, 10m or 2h",
        "serve tiny --for 481m     | --for: '481m' is no time from 1s to 8h, such as 90s, 10m or 2h",
        "serve tiny --port 65536   | --port: '65536' is no port from 1 to 65535",
        "report                    | DIR is missing; see 'faceoff report --help'",
        "report nowhere            | nowhere is no folder of a run: it has no results.json",
        "validate                  | FILE is missing; see 'faceoff validate --help'",
        "report a b                | unexpected 'b'; see 'faceoff report --help'",
      })
  void saysInOneLineWhatIsWrong(String command, String line) throws IOException {
    String[] words = command.isEmpty() ? new String[0] : command.split(" ");

    assertThat(shell.run(parts, words)).isEqualTo(2);

    assertThat(shell.err()).isEqualTo(line + System.lineSeparator());
    assertThat(shell.out()).isEmpty();
    assertThat(engine.requests).isEmpty();
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void refusesABrokenScenarioBeforeAnythingIsStarted() throws IOException {
    Path file = shell.home.resolve("scenarios/tiny/scenario.yaml");
    Files.writeString(file, Files.readString(file).replace("title:", "titel:"));

    assertThat(shell.run(parts, "run")).isEqualTo(2);

    assertThat(shell.err()).isEqualTo(file + ":3:1: unknown key 'titel'; did you mean 'title'?\n");
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void saysOnceThatNoDockerEngineAnswers() throws IOException {
    Parts withoutDocker = Fakes.parts(engine, Optional.empty());

    assertThat(shell.run(withoutDocker, "run", "--backend", "testcontainers")).isEqualTo(5);

    assertThat(shell.err())
        .isEqualTo("no Docker engine answers; start one, or use --backend embedded\n");
    assertThat(engine.requests).isEmpty();
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void saysThatAnImageNeedsADockerEngineBeforeAnythingIsStarted() throws IOException {
    Parts withoutDocker = Fakes.parts(engine, Optional.empty());

    assertThat(shell.run(withoutDocker, "gate", "tiny:fixed", "image:acme/shop:1")).isEqualTo(5);

    assertThat(shell.err())
        .isEqualTo("no Docker engine answers, which image acme/shop:1 needs; start one\n");
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void tellsGitHubOfAGateThatBroke() {
    Parts breaking = gating((request, listener) -> fails(request, listener, new ArrayList<>()));

    assertThat(
            shell.run(
                Map.of("GITHUB_ACTIONS", "true"), breaking, "gate", "tiny:fixed", "tiny:naive"))
        .isEqualTo(5);

    assertThat(shell.out())
        .contains("::error title=Faceoff gate of tiny%3A FAILED::The candidate ended.");
  }

  @Test
  void calibratesByTheRulesThatAGateOfTheTargetHasHere() throws IOException {
    Files.writeString(shell.folder.resolve("gate.yaml"), "measureSeconds: 5\n");
    List<GateRequest> asked = new ArrayList<>();
    Parts breaking = gating((request, listener) -> fails(request, listener, asked));

    assertThat(shell.run(breaking, "doctor", "--calibrate", "tiny:fixed")).isEqualTo(5);

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).rules().measureSeconds()).isEqualTo(5);
    assertThat(shell.folder.resolve("faceoff-calibration.yaml")).doesNotExist();
  }

  @Test
  void calibratesOnAnotherMachineOnlyWhereThatIsAllowedAndStatesTheLoad() throws IOException {
    Files.writeString(
        shell.folder.resolve("gate.yaml"), "requests: [{name: list, path: /items}]\n");
    List<GateRequest> asked = new ArrayList<>();
    Parts breaking = gating((request, listener) -> fails(request, listener, asked));
    assertThat(shell.run(breaking, "doctor", "--calibrate", "http://shop.example")).isEqualTo(2);
    assertThat(shell.err()).contains("allow it by --allow-remote shop.example");
    String command = "doctor --calibrate http://shop.example --allow-remote shop.example --seed 7";

    assertThat(shell.run(breaking, command.split(" "))).isEqualTo(5);

    assertThat(shell.err())
        .contains("Load goes to shop.example: warm-up by")
        .contains("against itself in 8 launches, about");
    assertThat(asked).extracting(GateRequest::seed).containsExactly(7L);
    assertThat(asked.get(0).rules().pairsPerSecond()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare http://shop.example http://shop.example",
        "gate http://shop.example http://shop.example",
        "diagnose http://shop.example"
      })
  void loadsAnotherMachineOnlyByItsNameAndStatesTheLoadBeforehand(String command)
      throws IOException {
    Files.writeString(
        shell.folder.resolve("gate.yaml"), "requests: [{name: list, path: /items}]\n");
    String judging = command + " --gate gate.yaml";
    Parts beginning = Fakes.parts(new Beginning());
    for (String refused : List.of(judging, judging + " --allow-remote other.example")) {
      assertThat(shell.run(beginning, refused.split(" "))).as(refused).isEqualTo(2);
    }
    assertThat(shell.err())
        .contains("allow it by --allow-remote shop.example")
        .doesNotContain(Beginning.SIGN, "Load goes");

    String allowed = judging + " --allow-remote shop.example";
    assertThat(shell.run(beginning, allowed.split(" "))).isEqualTo(5);

    assertThat(shell.err().replaceAll("\\s+", " "))
        .containsSubsequence(
            "Load goes to shop.example: warm-up by", " users a second", Beginning.SIGN);
  }

  /** Says when a load would begin, and breaks. */
  private static final class Beginning extends Fakes.Engine {
    static final String SIGN = "here the load begins";

    Beginning() {
      super(Status.VALID, Outcome.HELD);
    }

    @Override
    public Report gate(GateRequest request, RunListener listener) {
      throw begun();
    }

    @Override
    public Report diagnose(DiagnosisRequest request, RunListener listener) {
      throw begun();
    }

    private static FaceoffException begun() {
      return new FaceoffException(FaceoffException.Kind.ENVIRONMENT, SIGN);
    }
  }

  @Test
  void noiseOfAnotherBackendOrOtherSettingsDoesNotCount() throws IOException {
    String usual = "embedded backend, pageSize=5, rate=20, rows=100";

    assertThat(gateKnowing("conditions: \"" + usual + "\"").calibration()).isPresent();
    GateRequest other = gateKnowing("conditions: \"" + usual.replace("=100", "=200") + "\"");
    assertThat(other.calibration()).isEmpty();
    assertThat(other.notes())
        .singleElement()
        .asString()
        .endsWith("these conditions: " + usual + ".");
    assertThat(
            gateKnowing("conditions: \"" + usual.replace("embedded", "external") + "\"")
                .calibration())
        .isEmpty();
  }

  @Test
  void noiseOfUnknownConditionsCountsWithAWordOfWarning() throws IOException {
    GateRequest asked = gateKnowing("# of an older Faceoff");

    assertThat(asked.calibration()).isPresent();
    assertThat(asked.notes())
        .anyMatch(note -> note.contains("does not tell with what backend and settings"));
  }

  /** What a gate is asked where this class of machines has been calibrated. */
  private GateRequest gateKnowing(String conditions) throws IOException {
    Files.writeString(
        shell.folder.resolve("faceoff-calibration.yaml"),
        """
        calibrations:
          - machine: "%s"
            subject: "tiny:fixed"
            %s
            measuredAt: "2026-01-01T00:00:00Z"
            launches: 8
            noise:
              - {endpoint: "list", measure: typicalLatencyMillis, sigma: 0.005}
        """
            .formatted(Machine.machineClass(), conditions));
    List<GateRequest> asked = new ArrayList<>();
    Parts breaking = gating((request, listener) -> fails(request, listener, asked));
    assertThat(shell.run(breaking, "gate", "tiny:fixed", "tiny:naive")).isEqualTo(5);
    return asked.get(0);
  }

  @Test
  void saysThatACalibrationIsOfOtherMachines() throws IOException {
    Files.writeString(
        shell.folder.resolve("faceoff-calibration.yaml"),
        """
        calibrations:
          - machine: "another"
            subject: "tiny:fixed"
            measuredAt: "2026-01-01T00:00:00Z"
            launches: 8
            noise:
              - {endpoint: "list", measure: typicalLatencyMillis, sigma: 0.016}
        """);
    List<GateRequest> asked = new ArrayList<>();
    Parts breaking = gating((request, listener) -> fails(request, listener, asked));

    assertThat(shell.run(breaking, "gate", "tiny:fixed", "tiny:naive")).isEqualTo(5);

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).calibration()).isEmpty();
    assertThat(asked.get(0).notes())
        .singleElement()
        .asString()
        .startsWith("faceoff-calibration.yaml has no noise of these requests on this class of");
  }

  private static Parts gating(BiFunction<GateRequest, RunListener, Report> engine) {
    return Fakes.parts(
        new Fakes.Engine(Status.VALID, Outcome.HELD) {
          @Override
          public Report gate(GateRequest request, RunListener listener) {
            return engine.apply(request, listener);
          }
        });
  }

  /** Breaks as a target does that ends under load. */
  private static Report fails(GateRequest request, RunListener listener, List<GateRequest> asked) {
    asked.add(request);
    listener.failed(
        request.scenario().name(),
        new FaceoffException(FaceoffException.Kind.ENVIRONMENT, "the candidate ended"));
    return Fakes.broken(request, "the candidate ended");
  }

  @Test
  void refusesAnOutFolderThatHoldsSomething() throws IOException {
    Files.createDirectory(shell.folder.resolve("full"));
    Files.writeString(shell.folder.resolve("full/old.txt"), "");

    assertThat(shell.run(parts, "run", "--out", "full")).isEqualTo(2);

    assertThat(shell.err()).isEqualTo("full is not empty; choose another --out or remove it\n");
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void refusesAFileAsOutFolder() throws IOException {
    Files.writeString(shell.folder.resolve("file"), "");

    assertThat(shell.run(parts, "run", "--out", "file")).isEqualTo(2);

    assertThat(shell.err()).isEqualTo("file is a file; choose another --out\n");
  }

  /** Where not even root may write. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesAReadOnlyOutFolder() {
    assertThat(shell.run(parts, "run", "--out", "/proc/faceoff")).isEqualTo(2);

    assertThat(shell.err())
        .startsWith("/proc/faceoff cannot be written (")
        .endsWith("); choose another --out\n")
        .hasLineCount(1);
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void refusesAFileOfServersBeforeAnythingIsStarted() throws IOException {
    Path file = Files.writeString(shell.folder.resolve("servers"), "\nFACEOFF_REDIS_URI=x\n");

    assertThat(shell.run(parts, "run", "--servers", "servers")).isEqualTo(2);

    assertThat(shell.err())
        .isEqualTo(
            file + ":2: unknown name 'FACEOFF_REDIS_URI'; did you mean 'FACEOFF_REDIS_URL'?\n");
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void refusesAPriceFileBeforeAnythingIsStarted() throws IOException {
    Path file = Files.writeString(shell.folder.resolve("prices.yaml"), "perCoreHor: 1\n");

    assertThat(shell.run(parts, "run", "--prices", "prices.yaml")).isEqualTo(2);
    assertThat(shell.run(parts, "run", "--prices", "none.yaml")).isEqualTo(2);

    assertThat(shell.err().lines())
        .containsExactly(
            file + ":1:1: unknown key 'perCoreHor'; did you mean 'perCoreHour'?",
            shell.folder.resolve("none.yaml") + ":1:1: there is no such file");
    assertThat(engine.requests).isEmpty();
    assertThat(shell.folder.toFile().list()).containsExactly("prices.yaml");
  }

  @Test
  void refusesPricesOfWhatHasNoCost() throws IOException {
    declareGrowth();
    Files.writeString(
        shell.folder.resolve("prices.yaml"),
        "{perCoreHour: 0.05, perGigabyteHour: 0.01, currency: EUR}");

    assertThat(shell.run(parts, "run", "tiny", "--design", "growth", "--prices", "prices.yaml"))
        .isEqualTo(2);

    assertThat(shell.err())
        .isEqualTo(
            "--prices: only the designs pair and capacity have a cost; ask one of them too\n");
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void passesPricesOn() throws IOException {
    Files.writeString(
        shell.folder.resolve("prices.yaml"),
        "{perCoreHour: 0.05, perGigabyteHour: 0.01, currency: EUR}");

    assertThat(shell.run(parts, "run", "tiny", "--prices", "prices.yaml")).isZero();
    assertThat(shell.run(parts, "run", "tiny", "--out", "other")).isZero();

    assertThat(engine.requests.get(0).price()).hasValue(new Price(0.05, 0.01, "EUR"));
    assertThat(engine.requests.get(1).price()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run tiny --metrics-port", "serve tiny --metrics-port", "serve tiny --port"})
  void refusesAPortInUseBeforeAnythingIsStarted(String command) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String[] words = (command + " " + taken.getLocalPort()).split(" ");

      assertThat(shell.run(parts, words)).isEqualTo(2);

      assertThat(shell.err())
          .startsWith("%s: port %s cannot be had (".formatted(words[2], words[3]))
          .hasLineCount(1);
      assertThat(engine.requests).isEmpty();
      assertThat(shell.folder).isEmptyDirectory();
    }
  }

  @Test
  void passesServersOnButShowsNoPassword() throws IOException {
    Files.writeString(
        shell.folder.resolve("servers"),
        """
        FACEOFF_DATABASE_URL=postgresql://db.test/
        FACEOFF_DATABASE_USER=me
        FACEOFF_DATABASE_PASSWORD=hidden
        """);
    String command =
        "run tiny --backend external --servers servers --allow-remote db.test --out out";

    assertThat(shell.run(parts, command.split(" "))).isZero();

    RunRequest request = engine.requests.get(0);
    assertThat(request.servers().database().orElseThrow().password()).hasValue("hidden");
    assertThat(request.toString() + shell.out() + shell.err()).doesNotContain("hidden");
    assertThat(shell.err().replaceAll("\\s+", " "))
        .contains(
            "Load is passed on to db.test, on which the service depends: as much as it asks there for warm-up by 2 users without pause, then 20 users a second");
  }

  @Test
  void endsWithTheVerdictTheTimeSplitAndThePath() {
    assertThat(shell.run(parts, "run", "tiny")).isZero();

    assertThat(shell.out().lines())
        .containsExactly(
            "",
            "verdicts of 1",
            "",
            "start-up 12 s, data 3 s, load 80 s, report 1 s, tea 1 s",
            "results/20260102T030405Z-tiny/report.html");
    assertThat(shell.err()).startsWith("Running tiny; profile quick, seed ");
    assertThat(shell.folder.resolve("results/20260102T030405Z-tiny/report.html")).exists();
  }

  @Test
  void asksForWhatTheOptionsSay() {
    String command = "run tiny --profile standard --seed 42 --set pageSize=7 --out there";

    assertThat(shell.run(parts, command.split(" "))).isZero();

    RunRequest request = engine.requests.get(0);
    assertThat(request.profile().id()).isEqualTo("standard");
    assertThat(request.seed()).isEqualTo(42);
    assertThat(request.project()).isEqualTo(shell.home);
    assertThat(request.out()).isEqualTo(shell.folder.resolve("there")).isDirectory();
    assertThat(request.command()).containsExactly(command.split(" "));
    Scenario tiny = request.scenarios().get(0);
    assertThat(tiny.settings().get("pageSize").value()).isEqualTo(7);
  }

  @Test
  void asksForThePairUnlessADesignIsNamed() throws IOException {
    declareGrowth();

    assertThat(shell.run(parts, "run", "tiny")).isZero();
    assertThat(shell.run(parts, "run", "tiny", "--design", "growth")).isZero();
    assertThat(shell.run(parts, "run", "--design", "pair", "--design", "growth")).isZero();
    assertThat(shell.run(parts, "run", "--design", "growth,pair")).isZero();
    assertThat(shell.run(parts, "run", "--profile", "thorough")).isZero();

    assertThat(engine.requests)
        .extracting(request -> request.asked().get(0).designs())
        .containsExactly(
            Set.of(Design.PAIR),
            Set.of(Design.GROWTH),
            Set.of(Design.PAIR, Design.GROWTH),
            Set.of(Design.PAIR, Design.GROWTH),
            Set.of(Design.PAIR, Design.GROWTH));
    assertThat(engine.requests.get(0).asked().get(0).sizes()).isEmpty();
    assertThat(engine.requests.get(1).asked().get(0).sizes()).hasSize(5);
    assertThat(shell.err()).contains("Running tiny; profile", "Running tiny (growth); profile");
  }

  @Test
  void startsAsManyReplicasAsAreAskedFor() {
    assertThat(shell.run(parts, "run", "tiny", "--replicas", "fixed=2")).isZero();
    assertThat(shell.run(parts, "run", "tiny", "--replicas", "2")).isZero();

    assertThat(engine.requests)
        .extracting(request -> request.scenarios().get(0).replicas())
        .containsExactly(Map.of("naive", 1, "fixed", 2), Map.of("naive", 2, "fixed", 2));
    assertThat(shell.err())
        .contains("Running tiny (replicas: 1 of naive, 2 of fixed); profile")
        .contains("Running tiny (replicas: 2 of naive, 2 of fixed); profile");
  }

  @Test
  void refusesToSetWhatGrows() throws IOException {
    declareGrowth();

    assertThat(shell.run(parts, "run", "tiny", "--design", "growth", "--set", "rows=50"))
        .isEqualTo(2);

    assertThat(shell.err())
        .isEqualTo(
            "--set rows: in the growth of tiny it takes 5 values of its own; leave it out, or ask for --design pair\n");
    assertThat(engine.requests).isEmpty();
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void listsHowLongEachDesignTakes() throws IOException {
    declareGrowth();

    assertThat(shell.run(parts, "list")).isZero();

    assertThat(shell.out().lines())
        .containsExactly(
            "tiny  Is a file read as it is written?",
            "      needs PostgreSQL; quick 1 min 18 s, standard 6 min 9 s, thorough 31 min;",
            "      --design growth 4 min 35 s");
  }

  @Test
  void asksForTheCapacityAlone() throws IOException {
    declare(
        "designs: {capacity: {objective: {quantile: 0.95, errorPercent: 1},"
            + " users: [1, 2, 3, 4, 5, 6], rounds: 2,"
            + " launches: {quick: 1, standard: 2, thorough: 3},"
            + " blockSeconds: 3, gapSeconds: 1, warmUpSeconds: 5, stepSeconds: 6,"
            + " budgetSeconds: 60}}\n");

    assertThat(shell.run(parts, "run", "tiny", "--design", "capacity")).isZero();
    assertThat(shell.run(parts, "list")).isZero();

    assertThat(engine.requests.get(0).asked().get(0).designs()).containsExactly(Design.CAPACITY);
    assertThat(engine.requests.get(0).asked().get(0).sizes()).isEmpty();
    // Data 3, start 12, the generator 4 and alone 25, warm-ups 12, blocks 96, 3 starts of turns and
    // 5 rests of 0.5 before the search, of which arrivals of 12 that do not count and 6 steps of 9
    // begin within its 60; stop 2, report 1.
    assertThat(shell.out()).contains("--design capacity 3 min 45 s");
  }

  @Test
  void asksForTheSpikeAlone() throws IOException {
    declare(
        "designs: {spike: {factor: 10, beforeSeconds: 3, spikeSeconds: 5, afterSeconds: 12,"
            + " settings: {rate: 4}, requestTimeoutSeconds: 3,"
            + " launches: {quick: 1, standard: 3, thorough: 6}, warmUpSeconds: 4}}\n");

    assertThat(shell.run(parts, "run", "tiny", "--design", "spike")).isZero();
    assertThat(shell.run(parts, "run", "tiny", "--design", "spike", "--set", "rate=9")).isZero();
    assertThat(shell.run(parts, "run", "tiny")).isZero();
    assertThat(shell.run(parts, "list")).isZero();

    assertThat(engine.requests.get(0).asked().get(0).designs()).containsExactly(Design.SPIKE);
    assertThat(engine.requests)
        .extracting(
            request ->
                request.asked().get(0).spiking().map(spiking -> spiking.load().arrivalsPerSecond()))
        .containsExactly(Optional.of(4.0), Optional.of(9.0), Optional.empty());
    // Data 3, start 12, twice 4 + 1 of warm-up and 20 of the spike, a gap of 4, stop 2, report 1.
    assertThat(shell.out()).contains("--design spike 1 min 12 s");
  }

  private void declareAlerts(String name) throws IOException {
    Path folder = shell.home.resolve("scenarios").resolve(name);
    Path file = folder.resolve("scenario.yaml");
    String text = Files.readString(file);
    Files.writeString(
        folder.resolve("health.yaml"),
        "groups: [{name: health, rules: [{alert: Ill, expr: up, labels: {severity: page}}]}]\n");
    Files.writeString(
        file,
        text.substring(0, text.indexOf("expectations:"))
            + "expectations: [falseAlerts of fixed <= 0]\n"
            + "designs: {alerts: {faults: {down: 'cut on database, for 8s'}, healthySeconds: 20,"
            + " rounds: 2, warmUpSeconds: 5, launches: {quick: 1, standard: 2, thorough: 3},"
            + " watches: [{variant: naive, rules: [health.yaml]},"
            + " {variant: fixed, rules: [health.yaml]}]}}\n");
  }

  private String pathWithPrometheus() throws IOException {
    Path program = Files.createDirectories(temporary.resolve("bin")).resolve("prometheus");
    Files.writeString(program, "");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program.getParent().toString();
  }

  @Test
  void aScenarioWhoseExpectationsAreAboutAlertsIsAskedForThese() throws IOException {
    declareAlerts("tiny");

    assertThat(shell.run(Map.of("PATH", pathWithPrometheus()), parts, "run", "tiny")).isZero();
    assertThat(shell.run(parts, "run", "tiny", "--design", "pair")).isZero();
    assertThat(shell.run(parts, "list")).isZero();

    assertThat(engine.requests)
        .extracting(request -> request.asked().get(0).designs())
        .containsExactly(Set.of(Design.ALERTS), Set.of(Design.PAIR));
    // Data 3, start 12, Prometheus 2, warm-up 6, twice 29 and 10 of faults, stop 2, report 1.
    assertThat(shell.out().replaceAll("\\s+", " "))
        .contains("needs PostgreSQL and Prometheus on the PATH; quick 1 min 34 s, standard")
        .contains("--design pair 1 min 18 s");
  }

  @Test
  void withoutPrometheusSaysHowToGetItBeforeAnythingIsStarted() throws IOException {
    declareAlerts("tiny");

    assertThat(shell.run(parts, "run", "tiny")).isEqualTo(5);

    assertThat(shell.err())
        .isEqualTo(
            "tiny: alerts are evaluated by Prometheus, and there is no program 'prometheus' on the"
                + " PATH; Debian's and Ubuntu's package prometheus has it, for other systems see"
                + " prometheus.io/download\n");
    assertThat(engine.requests).isEmpty();
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void ofAllScenariosThoseAreLeftOutThatTheMachineHasNotWhatItTakes() throws IOException {
    Path other = Files.createDirectories(shell.home.resolve("scenarios/watched/db")).getParent();
    for (String name : List.of("scenario.yaml", "naive.txt", "fixed.txt")) {
      Files.copy(shell.home.resolve("scenarios/tiny").resolve(name), other.resolve(name));
    }
    Path file = other.resolve("scenario.yaml");
    Files.writeString(file, Files.readString(file).replace("name: tiny", "name: watched"));
    declareAlerts("watched");

    assertThat(shell.run(parts, "run", "--all")).isZero();

    assertThat(engine.requests.get(0).scenarios())
        .extracting(Scenario::name)
        .containsExactly("tiny");
    assertThat(shell.err()).startsWith("left out: watched: alerts are evaluated by Prometheus");
  }

  private void declare(String designs) throws IOException {
    Path file = shell.home.resolve("scenarios/tiny/scenario.yaml");
    Files.writeString(file, Files.readString(file) + designs);
  }

  private void declareGrowth() throws IOException {
    declare(
        "designs: {growth: {over: rows, values: [10, 20, 40, 80, 160],"
            + " launches: {quick: 1, standard: 2, thorough: 3},"
            + " blocks: 6, blockSeconds: 3, gapSeconds: 1, warmUpSeconds: 2}}\n");
  }

  @Test
  void runsTheCoreByDefaultAndDrawsASeed() {
    assertThat(shell.run(parts, "run")).isZero();

    RunRequest request = engine.requests.get(0);
    assertThat(request.scenarios()).extracting(Scenario::name).containsExactly("tiny");
    assertThat(request.seed()).isBetween(0L, 1_000_000_000L);
    assertThat(shell.err()).contains("seed " + request.seed());
  }

  @Test
  void neverUsesAResultsFolderTwice() {
    assertThat(shell.run(parts, "run")).isZero();
    assertThat(shell.run(parts, "run")).isZero();

    assertThat(engine.requests)
        .extracting(request -> request.out().getFileName().toString())
        .containsExactly("20260102T030405Z-tiny", "20260102T030405Z-tiny-2");
  }

  @Test
  void printsResultsAndNothingElseForScripts() {
    assertThat(shell.run(parts, "run", "--json")).isZero();

    assertThat(shell.out()).isEqualTo("{\"statuses\": \"[VALID]\"}\n");
    assertThat(shell.err()).endsWith("report.html\n");
  }

  @ParameterizedTest
  @CsvSource({
    "VALID, HELD, run, 0",
    "VALID, FAILED, run, 3",
    "VALID, UNDECIDED, run, 0",
    "VALID, UNDECIDED, run --strict, 4",
    "INVALID, UNDECIDED, run, 5",
    "FAILED, UNDECIDED, run, 5",
    "PARTIAL, HELD, run, 130"
  })
  void tellsTheShellHowItWent(Status status, Outcome outcome, String command, int code) {
    Parts result = Fakes.parts(new Fakes.Engine(status, outcome));

    assertThat(shell.run(result, command.split(" "))).isEqualTo(code);
  }

  @Test
  void endsWithFiveWhenTheMachineIsNotAsNeeded() {
    Parts failing =
        failing(new FaceoffException(FaceoffException.Kind.ENVIRONMENT, "no PostgreSQL; do this"));

    assertThat(shell.run(failing, "run")).isEqualTo(5);

    assertThat(shell.err()).endsWith("\nno PostgreSQL; do this\n");
  }

  @Test
  void logsItsOwnFailureInsteadOfShowingAStackTrace() throws IOException {
    Parts failing = failing(new IllegalStateException("two\nlines"));

    assertThat(shell.run(failing, "run", "--out", "out")).isEqualTo(1);

    assertThat(shell.err())
        .endsWith("\nFaceoff failed: two lines; details in out/logs/faceoff.log\n")
        .doesNotContain("\tat ");
    assertThat(Files.readString(shell.folder.resolve("out/logs/faceoff.log")))
        .contains("IllegalStateException: two")
        .contains("\tat ");
  }

  @Test
  void validatesEachFile() throws IOException {
    Path good = shell.home.resolve("scenarios/tiny/scenario.yaml");
    Path bad = Files.writeString(shell.folder.resolve("bad.yaml"), "");

    assertThat(shell.run(parts, "validate", good.toString(), bad.toString())).isEqualTo(2);

    assertThat(shell.out()).isEqualTo(good + ": ok\n");
    assertThat(shell.err()).isEqualTo(bad + ":1:1: the file is empty; it starts with 'name:'\n");
  }

  @Test
  void listsScenariosWithNeedsAndTimes() {
    assertThat(shell.run(parts, "list")).isZero();

    assertThat(shell.out().lines())
        .containsExactly(
            "tiny  Is a file read as it is written?",
            "      needs PostgreSQL; quick 1 min 18 s, standard 6 min 9 s, thorough 18 min");
  }

  @Test
  void writesAReportAgain() throws IOException {
    assertThat(shell.run(parts, "run", "--out", "out")).isZero();
    Files.delete(shell.folder.resolve("out/report.html"));

    assertThat(shell.run(parts, "report", "out")).isZero();

    assertThat(shell.folder.resolve("out/report.html")).exists();
    assertThat(shell.out()).endsWith("out/report.html\n");
  }

  @Test
  void saysWhatCleanRemoved() {
    assertThat(shell.run(parts, "clean")).isZero();

    assertThat(shell.out()).isEqualTo("removed /cache/postgres/17\n5 MiB freed\n");
  }

  @Test
  void cleanTellsWhatItRemovedBeforeWhatFailed() throws IOException {
    assertThat(shell.run(parts, "clean", "--servers", servers("redis://127.0.0.1:1/0")))
        .isEqualTo(5);

    assertThat(shell.out()).isEqualTo("removed /cache/postgres/17\n5 MiB freed\n");
    assertThat(shell.err()).isEqualTo("Redis does not answer\n");
  }

  @Test
  void cleanLeavesServersElsewhereAloneUnlessTheyAreAllowed() throws IOException {
    String elsewhere = servers("redis://redis.example/0");

    assertThat(shell.run(parts, "clean", "--servers", elsewhere)).isZero();
    assertThat(shell.out())
        .startsWith("skipped servers: ")
        .contains("allow it by --allow-remote redis.example")
        .endsWith("removed /cache/postgres/17\n5 MiB freed\n");

    assertThat(shell.run(parts, "clean", "--servers", elsewhere, "--allow-remote", "redis.example"))
        .isEqualTo(5);
  }

  private String servers(String redis) throws IOException {
    return Files.writeString(shell.folder.resolve("servers"), "FACEOFF_REDIS_URL=" + redis + "\n")
        .toString();
  }

  @Test
  void doctorEndsWithFiveWhenSomethingFails() {
    assertThat(shell.run(parts, "doctor")).isEqualTo(5);

    assertThat(shell.out()).contains("fail  PostgreSQL").contains("no PostgreSQL here");
    assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void offersCompletion() {
    assertThat(shell.run(parts, "generate-completion")).isZero();

    assertThat(shell.out()).contains("quick").contains("complete -F _complete_faceoff");
  }

  @Test
  void knowsItsVersion() {
    assertThat(shell.run(parts, "--version")).isZero();

    assertThat(shell.out()).matches("(?s)faceoff [0-9]+\\.[0-9]+.*Java .*");
  }

  /** After a change of the commands copy the actual text, once it reads well. */
  @ParameterizedTest
  @CsvSource({
    "--help, faceoff",
    "run --help, faceoff-run",
    "serve --help, faceoff-serve",
    "merge --help, faceoff-merge"
  })
  void helpFitsTheTerminal(String command, String golden) throws IOException {
    assertThat(shell.run(parts, command.split(" "))).isZero();

    Path expected = Path.of("src/test/resources/golden/" + golden + ".txt");
    if (Boolean.getBoolean("faceoff.update")) {
      Files.writeString(expected, shell.out());
    }
    assertThat(shell.out()).isEqualTo(Files.readString(expected));
    assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80);
  }

  private static Parts failing(RuntimeException failure) {
    return Fakes.parts(
        new Parts.Engine() {
          @Override
          public Report run(RunRequest request, RunListener listener) {
            throw failure;
          }

          @Override
          public Report gate(GateRequest request, RunListener listener) {
            throw failure;
          }

          @Override
          public Report diagnose(DiagnosisRequest request, RunListener listener) {
            throw failure;
          }

          @Override
          public void serve(ServeRequest request, RunListener listener) {
            throw failure;
          }

          @Override
          public void interrupt() {}
        });
  }

  @Test
  void refusesAFullOutFolder() {
    assertThatThrownBy(() -> RunFolder.prepare(shell.folder, "work", Long.MAX_VALUE))
        .isInstanceOf(FaceoffException.class)
        .hasMessageMatching(
            "work has [0-9]+ MiB left, but a run needs [0-9]+ MiB; choose another --out");
  }
}
