package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.GeneratorPart;
import dev.faceoff.run.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is 2026-01-02T03:04:05Z here. */
class GeneratorOptionsTest {
  private static final String SOON = "2026-01-02T03:06:00Z";

  @TempDir private Path temporary;
  private Shell shell;
  private final Fakes.Engine engine = new Fakes.Engine(Status.VALID, Outcome.FAILED);
  private final Parts parts = Fakes.parts(engine);

  @BeforeEach
  void openShell() throws IOException {
    shell = new Shell(temporary);
    Path place = Files.createDirectories(shell.folder.resolve("lists"));
    Files.writeString(
        place.resolve("scenario.yaml"),
        """
        name: lists
        title: Slow lists against quick ones
        question: Does it matter?
        journey: {requests: [{name: list, path: /items}]}
        variants:
          - {name: naive, target: slow.target.yaml}
          - {name: fixed, target: quick.target.yaml}
        expectations: [p95LatencyMillis of fixed/naive < 1]
        """);
    for (String name : new String[] {"slow", "quick"}) {
      Files.writeString(
          place.resolve(name + ".target.yaml"),
          "start: {url: \"http://127.0.0.1:9/%s\"}\n".formatted(name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --generator 3/2 | --generator: '3/2' is no I/N with I from 1 to N and N from 2 to 64, as in 1/2 or job/2",
        "run --generator 0/2 | --generator: '0/2' is no I/N with I from 1 to N and N from 2 to 64, as in 1/2 or job/2",
        "run --generator 1/1 | --generator: '1/1' is no I/N with I from 1 to N and N from 2 to 64, as in 1/2 or job/2",
        "run --generator two | --generator: 'two' is no I/N with I from 1 to N and N from 2 to 64, as in 1/2 or job/2",
        "run --start-at noon | --start-at: 'noon' is no time as in 2026-01-31T12:00:00Z",
        "run --start-at SOON | --start-at: only several generators agree on when to begin; say which this is by --generator I/N",
        "run --meet there | --meet: only several generators agree on when to begin; say which this is by --generator I/N",
        "run --scenario lists --generator 1/2 | --generator: say when all begin, either by --start-at TIME or by --meet DIR",
        "run --scenario lists --generator 1/2 --meet there --start-at SOON | --generator: say when all begin, either by --start-at TIME or by --meet DIR, not both",
        "run --scenario lists --generator 1/2 --start-at 2026-01-02T03:04:34Z | --start-at: getting ready takes 30 s, and nobody waits longer than an hour, but this is in 29 s",
        "run --scenario lists --generator 1/2 --start-at 2026-01-02T03:04:00Z | --start-at: getting ready takes 30 s, and nobody waits longer than an hour, but this is 5 s ago",
        "run --scenario lists --generator 1/2 --start-at 2026-01-03T03:04:00Z | --start-at: getting ready takes 30 s, and nobody waits longer than an hour, but this is in 86395 s",
        "run --scenario lists --generator job/2 --start-at SOON | --generator job/2: there is no JOB_COMPLETION_INDEX, which Kubernetes sets in an Indexed Job; say which this is, as in 1/2",
        "run --scenario lists --generator 1/2 --start-at SOON --strict | --strict: a part of a run judges nothing; give it to 'faceoff merge'",
        "run tiny --scenario lists --generator 1/2 --start-at SOON | --generator: name the one SCENARIO whose load is shared",
        "run tiny --generator 1/2 --start-at SOON | --generator: several generators load services that run already, but naive of tiny would be started by each of them; give it a target file with start.url",
        "merge | DIR is missing; see 'faceoff merge --help'",
        "merge nowhere | nowhere cannot be read",
        "merge lists | lists is no folder of one generator of several: it has no part.json, which 'faceoff run --generator' writes",
        "merge lists nowhere | lists is no folder of one generator of several: it has no part.json, which 'faceoff run --generator' writes",
      })
  void saysInOneLineWhatIsWrong(String command, String line) {
    assertThat(shell.run(parts, command.replace("SOON", SOON).split(" "))).isEqualTo(2);
    assertThat(shell.err()).isEqualTo(line + System.lineSeparator());
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void thePartIsOfTheRunThatAllBeginAtATime() {
    // Promises are judged when all are together: that one is broken is no failure here.
    assertThat(
            shell.run(
                parts,
                ("run --scenario lists --out one --generator 2/3 --start-at " + SOON).split(" ")))
        .as(shell.err())
        .isZero();

    RunRequest request = engine.requests.get(0);
    assertThat(request.part()).contains(new GeneratorPart(2, 3, Instant.parse(SOON)));
    assertThat(request.seed()).isEqualTo(Instant.parse(SOON).getEpochSecond());
  }

  @Test
  void partsThatMeetHaveTheSeedAndTheFoldersOfTheMeeting() throws IOException {
    Files.createFile(
        Files.createDirectories(shell.folder.resolve("meeting")).resolve("here-2-of-2"));

    assertThat(run(Map.of("JOB_COMPLETION_INDEX", "0"), "--seed 17 --generator job/2"))
        .as(shell.err())
        .isZero();

    RunRequest request = engine.requests.get(0);
    assertThat(request.part().orElseThrow().number()).isOne();
    assertThat(request.seed()).isEqualTo(17);
    assertThat(request.out()).isEqualTo(shell.folder.resolve("meeting/part-1"));
    Path start = shell.folder.resolve("meeting/start.json");
    assertThat(start).content().contains(request.part().orElseThrow().startAt().toString());
  }

  @Test
  void anotherSeedThanTheFirstPartHasIsRefused() throws IOException {
    Path meeting = Files.createDirectories(shell.folder.resolve("meeting"));
    Files.writeString(
        meeting.resolve("start.json"), "{\"startAt\": \"2026-01-02T03:05:00Z\", \"seed\": 4}");

    assertThat(run(Map.of(), "--seed 17 --generator 2/2")).isEqualTo(2);
    assertThat(shell.err())
        .endsWith(
            "--seed: this part was given 17, but the first has 4; give all the same, or none"
                + System.lineSeparator());
  }

  @Test
  void anIndexThatTheJobDoesNotHaveIsRefused() {
    assertThat(run(Map.of("JOB_COMPLETION_INDEX", "2"), "--generator job/2")).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo(
            "--generator job/2: JOB_COMPLETION_INDEX must be from 0 to 1, but is '2'"
                + System.lineSeparator());
  }

  private int run(Map<String, String> variables, String more) {
    return Main.execute(
        ("run --scenario lists --meet meeting " + more).split(" "),
        print(shell.out),
        print(shell.err),
        Shell.surroundings(shell.home, shell.folder, variables),
        parts);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
