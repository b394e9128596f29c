package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that gates base and head in CI, with a Faceoff that only shows what it was asked. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs a shell script")
@Timeout(60)
class GateScriptTest {
  /** Shows its words and what both sides are, and fails as a gate does. */
  private static final String FACEOFF =
      """
      #!/bin/sh
      for word in "$@"; do echo "$word"; done
      cat "$2" "$3"
      mkdir -p "$5"
      echo "what came of $2" >"$5/summary.md"
      for file in report.html results.json junit.xml manifest.json; do
        echo "$2 beside $3, and $2 again" >"$5/$file"
      done
      exit 3
      """;

  private static final String BUILD = "mkdir -p 'the target'\ncat others code >'the target/app'";

  @TempDir private Path temporary;
  private Path origin;
  private Path results;
  private final Map<String, String> environment = new HashMap<>();
  private String err = "";

  /** {@code change} and {@code main} both went on from {@code v1}; {@code merged} has both. */
  @BeforeEach
  void layOut() throws Exception {
    assumeTrue(isInPath("git") && isInPath("bash"), "runs git and bash");
    temporary = temporary.toRealPath();
    origin = Files.createDirectories(temporary.resolve("origin"));
    results = temporary.resolve("the results");
    Path faceoff = Files.createDirectories(temporary.resolve("a faceoff"));
    Files.writeString(faceoff.resolve("faceoff"), FACEOFF);
    Files.setPosixFilePermissions(
        faceoff.resolve("faceoff"), PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("HOME", temporary.toString());
    environment.put("TMPDIR", Files.createDirectories(temporary.resolve("tmp")).toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", "A");
      environment.put("GIT_" + role + "_EMAIL", "a@example.org");
    }
    environment.put("BUILD", BUILD);
    environment.put("TARGET", "the target/app");
    environment.put("FACEOFF", faceoff.toString());
    environment.put("RESULTS", results.toString());

    git(origin, "init", "-q");
    git(origin, "symbolic-ref", "HEAD", "refs/heads/main");
    // As the hosts of repositories do.
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
    Files.writeString(origin.resolve("others"), "before\n");
    commit("code", "old");
    git(origin, "tag", "v1");
    git(origin, "checkout", "-q", "-b", "change");
    commit("code", "new");
    git(origin, "checkout", "-q", "main");
    commit("others", "after");
    git(origin, "checkout", "-q", "-b", "merged");
    git(origin, "merge", "-q", "--no-ff", "--no-edit", "change");
  }

  @Test
  void buildsBothSidesAndEndsAsTheGateDoes() throws Exception {
    Path summary = temporary.resolve("step summary");
    Path outputs = temporary.resolve("step outputs");
    environment.put("BASELINE_REF", "v1");
    environment.put("ARGUMENTS", "--gate \"ci/my gate.yaml\"\n--set 'rate=*'");
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());
    environment.put("GITHUB_OUTPUT", outputs.toString());

    List<String> out = gate(3, "change");

    assertThat(out)
        .startsWith("gate")
        .containsSubsequence("--out", results.toString(), "--gate", "ci/my gate.yaml")
        .endsWith("--set", "rate=*", "before", "old", "before", "new");
    assertThat(summary)
        .content()
        .startsWith("what came of <folder of the baseline>/the target/app\n")
        .isEqualTo(Files.readString(results.resolve("summary.md")));
    assertThat(outputs).hasContent("results=" + results);
    assertThat(temporary.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void theSummarySaysHowToGateAgainThoughTheBaselinesFolderIsGone() throws Exception {
    environment.put("BASELINE_REF", "v1");
    environment.put("ARGUMENTS", "--set 'rate=*'");

    gate(3, "change");

    String summary = Files.readString(results.resolve("summary.md"));
    assertThat(summary)
        .doesNotContain(temporary.resolve("tmp").toString())
        .containsPattern("(?m)^BASELINE_REF=[0-9a-f]{40} BUILD=")
        .contains("TARGET=the\\ target/app", "ARGUMENTS=--set\\ \\'rate=\\*\\'");
  }

  @Test
  void otherResultsNameTheBaselinesCommitInsteadOfItsFolder() throws Exception {
    environment.put("BASELINE_REF", "v1");
    Path head = cloned("change");

    gate(3, head);

    String baseline = "baseline-" + git(origin, "rev-parse", "v1") + "/the target/app";
    for (String file : List.of("report.html", "results.json", "junit.xml", "manifest.json")) {
      assertThat(results.resolve(file))
          .hasContent(
              "%s beside %s, and %s again"
                  .formatted(baseline, head.resolve("the target/app"), baseline));
    }
  }

  @Test
  void aBaselineMayBeABranchThatAShallowCloneLacks() throws Exception {
    environment.put("BASELINE_REF", "main");

    assertThat(gate(3, "change")).endsWith("after", "old", "before", "new");
  }

  @Test
  void aPullRequestIsComparedWithWhatItIsMergedInto() throws Exception {
    Path head = cloned("merged");
    environment.put("GITHUB_REF", "refs/pull/1/merge");
    environment.put("GITHUB_SHA", git(head, "rev-parse", "HEAD"));
    environment.put("EVENT_BASE", git(origin, "rev-parse", "v1"));

    assertThat(gate(3, head)).endsWith("after", "old", "after", "new");
  }

  @Test
  void anythingElseIsComparedWithTheCommitOfItsEvent() throws Exception {
    environment.put("EVENT_BASE", git(origin, "rev-parse", "v1"));

    assertThat(gate(3, "merged")).endsWith("before", "old", "after", "new");
  }

  @Test
  void aFirstPushHasNothingToBeComparedWith() throws Exception {
    environment.put("EVENT_BASE", "0".repeat(40));

    assertThat(gate(2, "change")).isEmpty();

    assertThat(err).startsWith("nothing to compare with: BASELINE_REF").hasLineCount(1);
  }

  @Test
  void whatIsNewIsNotGatedAndSaysSo() throws Exception {
    environment.put("BASELINE_REF", "v1");
    environment.put("BUILD", "grep -q old code || { " + BUILD + "\n}");
    environment.put("GITHUB_ACTIONS", "true");

    List<String> out = gate(0, "change");

    String sentence = "the target/app is new: v1 has none to compare with, so nothing was gated";
    assertThat(err).isEqualTo(sentence + "\n");
    assertThat(out).containsExactly("::warning title=Faceoff gate::" + sentence);
  }

  @Test
  void aPatternFindsWhatIsNamedByItsVersion() throws Exception {
    environment.put("BASELINE_REF", "v1");
    environment.put("BUILD", BUILD + "\nmv 'the target/app' \"the target/app-$(cat code).jar\"");
    environment.put("TARGET", "the target/app-*.jar");

    assertThat(gate(3, "change")).endsWith("before", "old", "before", "new");
  }

  @Test
  void aPatternThatFitsTwoIsRefused() throws Exception {
    environment.put("BASELINE_REF", "v1");
    environment.put("BUILD", BUILD + "\ntouch 'the target/apple'");
    environment.put("TARGET", "the target/app*");

    assertThat(gate(2, "change")).isEmpty();

    assertThat(err)
        .isEqualTo("the target/app* fits more than one file: the target/app, the target/apple\n");
  }

  @Test
  void theBaselineHasItsSubmodulesAsTheHeadHas() throws Exception {
    Path part = Files.createDirectories(temporary.resolve("part"));
    git(part, "init", "-q");
    Files.writeString(part.resolve("text"), "of the part\n");
    git(part, "add", ".");
    git(part, "commit", "-q", "-m", "part");
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "protocol.file.allow");
    environment.put("GIT_CONFIG_VALUE_0", "always");
    git(origin, "checkout", "-q", "main");
    git(origin, "submodule", "--quiet", "add", "file://" + part, "a part");
    git(origin, "commit", "-q", "-m", "part");
    git(origin, "tag", "v2");
    environment.put("BASELINE_REF", "v2");
    environment.put("BUILD", BUILD + "\ncat 'a part/text' >>'the target/app'");
    Path head = cloned("main");
    git(head, "submodule", "--quiet", "update", "--init");

    assertThat(gate(3, head))
        .endsWith("after", "old", "of the part", "after", "old", "of the part");
    assertThat(temporary.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void aSideThatCannotBeBuiltIsNoResultOfTheGate() throws Exception {
    environment.put("BASELINE_REF", "v1");
    environment.put("BUILD", "exit_of_a_typo 3\ntrue");

    assertThat(gate(5, "change")).isEmpty();

    assertThat(err).contains("the baseline cannot be built by: exit_of_a_typo 3");
    assertThat(results).doesNotExist();
  }

  private void commit(String file, String text) throws Exception {
    Files.writeString(origin.resolve(file), text + "\n");
    git(origin, "add", ".");
    git(origin, "commit", "-q", "-m", text);
  }

  private Path cloned(String branch) throws Exception {
    git(temporary, "clone", "-q", "--depth=1", "--branch", branch, "file://" + origin, "the head");
    return temporary.resolve("the head");
  }

  private List<String> gate(int code, String branch) throws Exception {
    return gate(code, cloned(branch));
  }

  private List<String> gate(int code, Path head) throws Exception {
    Process process = start(head, "bash", Path.of("../ci/gate.sh").toAbsolutePath().toString());
    List<String> out = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(code);
    return out;
  }

  private String git(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process process = start(folder, command.toArray(String[]::new));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(complaints).isZero();
    return out.strip();
  }

  /** Without what a CI that runs this test tells its own jobs. */
  private Process start(Path folder, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static boolean isInPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
