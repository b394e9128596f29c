package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** Does what docs/generators.md tells its readers to do, and what its containers and pods do. */
class GeneratorsGuideTest {
  private static final Path BASE = Path.of("../docker/kubernetes/base");

  /** What Faceoff is told there; a port that others may have is left out. */
  private static final Pattern IN_CONTAINER =
      Pattern.compile(
          "docker compose run .* faceoff (.*?)( --metrics-port 9465)?( < /dev/null &)?");

  @TempDir private Path temporary;
  private Shell shell;
  private final Fakes.Engine engine = new Fakes.Engine(Status.VALID, Outcome.HELD);
  private final Parts parts = Fakes.parts(engine);
  private Guide guide;

  @BeforeEach
  void layOut() throws IOException {
    shell = new Shell(temporary);
    guide = Guide.read("generators.md");
    for (Map.Entry<String, String> named : guide.files().entrySet()) {
      Path file = shell.folder.resolve(named.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, named.getValue());
    }
  }

  @Test
  void everyCommandOfTheGuideIsOne() {
    CommandLine commandLine =
        new CommandLine(new FaceoffCommand())
            .addSubcommand(new MergeCommand(null, List.of()))
            .addSubcommand(new RunCommand(null, List.of()));
    assertThat(guide.commands()).hasSize(5);
    for (String command : guide.commands()) {
      assertThat(commandLine.parseArgs(Guide.words(command)).hasSubcommand()).as(command).isTrue();
    }
  }

  @Test
  void bothPartsOfTheGuideRunAsItSays() throws IOException {
    Path meeting = Files.createDirectories(shell.folder.resolve("shared/lists"));
    Files.createFile(meeting.resolve("here-2-of-2"));

    for (String command : guide.commands().subList(0, 2)) {
      if (command.contains("2/2")) {
        Files.delete(meeting.resolve("here-2-of-2"));
      }
      String here = command.replace("/shared", shell.folder.resolve("shared").toString());
      assertThat(shell.run(parts, Guide.words(here))).as("%s: %s", command, shell.err()).isZero();
    }

    assertThat(engine.requests)
        .extracting(request -> request.part().orElseThrow().label())
        .containsExactly("part 1 of 2", "part 2 of 2");
    assertThat(new HashSet<>(engine.requests.stream().map(RunRequest::seed).toList())).hasSize(1);
  }

  @Test
  void theGuideNamesWhatMergeRefusesInItsWords() {
    // What MergeTest expects, but for names of folders.
    assertThat(guide.text())
        .contains("`part 2 of 3 is missing`")
        .contains("scenario.load.arrivalsPerSecond is 150.0 in the one, 160.0 in the other")
        .contains("rows/ids.csv does not hold the same in the one and the other")
        .contains("1 of 2 launches are complete, and 3 of 6 blocks of the next")
        .contains("had clocks that were up to 251 ms apart before launch 1, by that of naive");
  }

  @Test
  @SuppressWarnings("unchecked") // a file of maps, lists and texts
  void thePodsOfTheJobRunTheScenarioThatLiesBesideIt() throws IOException {
    Path meeting = Files.createDirectories(shell.folder.resolve("results/newest-orders"));
    Files.createFile(meeting.resolve("here-1-of-2"));
    Files.writeString(
        meeting.resolve("start.json"), "{\"startAt\": \"2026-01-02T03:05:00Z\", \"seed\": 4}");
    Map<String, Object> job = yaml(BASE.resolve("generators.yaml").toString());
    Map<String, Object> container =
        ((List<Map<String, Object>>) at(job, "spec", "template", "spec").get("containers")).get(0);
    Map<String, Object> generators = ((List<Map<String, Object>>) container.get("env")).get(0);
    List<String> words = new ArrayList<>();
    for (Object word : (List<Object>) container.get("args")) {
      words.add(
          String.valueOf(word)
              .replace("$(GENERATORS)", String.valueOf(generators.get("value")))
              .replace("/home/faceoff/results", shell.folder.resolve("results").toString())
              .replace(
                  "/home/faceoff/newest-orders",
                  BASE.resolve("newest-orders").toAbsolutePath().normalize().toString()));
    }

    int code =
        Main.execute(
            words.toArray(String[]::new),
            print(shell.out),
            print(shell.err),
            Shell.surroundings(shell.home, shell.folder, Map.of("JOB_COMPLETION_INDEX", "1")),
            parts);

    assertThat(code).as(shell.err()).isZero();
    RunRequest request = engine.requests.get(0);
    assertThat(request.part().orElseThrow().label()).isEqualTo("part 2 of 2");
    assertThat(request.seed()).isEqualTo(4);
    assertThat(request.scenarios().get(0).name()).isEqualTo("newest-orders");
    assertThat(request.out()).isEqualTo(meeting.resolve("part-2"));
  }

  @Test
  void theContainersOfTheGuideLoadThePairOfCompose() throws Exception {
    Path meeting = Files.createDirectories(shell.folder.resolve("results/meeting"));
    Files.createFile(meeting.resolve("here-2-of-2"));
    String kubernetes = BASE.getParent().toAbsolutePath().normalize().toString();

    for (String line : guide.blocks("").get(0).lines().toList()) {
      Matcher inContainer = IN_CONTAINER.matcher(line);
      if (line.matches("(mkdir|cp|echo) .*")) {
        int code =
            new ProcessBuilder("sh", "-c", line.replace(" kubernetes", " '" + kubernetes + "'"))
                .directory(shell.folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as(line).isZero();
      } else if (inContainer.matches() && !line.contains("merge")) {
        if (line.contains("2/2")) {
          Files.delete(meeting.resolve("here-2-of-2"));
        }
        assertThat(shell.run(parts, inContainer.group(1).split(" ")))
            .as("%s: %s", line, shell.err())
            .isZero();
      }
    }

    assertThat(engine.requests)
        .extracting(request -> request.part().orElseThrow().label())
        .containsExactly("part 1 of 2", "part 2 of 2");
    Scenario scenario = engine.requests.get(1).scenarios().get(0);
    for (Variant variant : scenario.variants()) {
      Map<String, Object> service = at(yaml("../docker/compose.yaml"), "services", variant.name());
      assertThat(scenario.target(variant).start())
          .isEqualTo(
              new Start.Running(
                  URI.create("http://127.0.0.1:" + at(service, "environment").get("SERVER_PORT"))));
    }
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of(file)));
  }

  @SuppressWarnings("unchecked") // as above
  private static Map<String, Object> at(Map<String, Object> node, String... path) {
    Map<String, Object> at = node;
    for (String name : path) {
      at = (Map<String, Object>) at.get(name);
    }
    return at;
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
