package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a project whose build only counts how often it runs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the launcher, a shell script")
@Timeout(60)
class LauncherTest {
  /** Writes what a build would; fails when a file "broken" is there. */
  private static final String BUILD =
      """
      #!/bin/sh
      echo "$@" >>builds
      [ ! -e broken ] || { echo "the compiler's complaint"; exit 1; }
      mkdir -p harness/target/classes
      printf %s "$PWD/library.jar" >harness/target/runtime.classpath
      """;

  /** A java that shows what it was asked to run. */
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-01-01' >&2; exit 0; fi
      pwd -P
      for word in "$@"; do echo "$word"; done
      """;

  @TempDir private Path temporary;
  private Path project;
  private Path jdk;
  private Path elsewhere;
  private String err = "";

  @BeforeEach
  void layOut() throws IOException {
    temporary = temporary.toRealPath();
    project = Files.createDirectories(temporary.resolve("a project"));
    elsewhere = Files.createDirectories(temporary.resolve("else where"));
    jdk = jdk("17.0.15");
    script(project.resolve("faceoff"), Files.readString(Path.of("../faceoff")));
    script(project.resolve("mvnw"), BUILD);
    Files.createDirectories(project.resolve(".mvn"));
    Files.createDirectories(project.resolve("harness/src/main/java/target"));
    Files.createDirectories(project.resolve("scenarios/tiny"));
    Files.createDirectories(project.resolve("benchmarks"));
    for (String file :
        List.of(
            "pom.xml",
            "harness/pom.xml",
            "scenarios/pom.xml",
            "benchmarks/pom.xml",
            "harness/src/main/java/A.java",
            "harness/src/main/java/target/B.java",
            "scenarios/tiny/scenario.yaml",
            "scenarios/tiny/Tiny.java",
            "library.jar")) {
      Files.writeString(project.resolve(file), "");
    }
  }

  @Test
  void buildsOnFirstUseAndRunsInTheUsersFolder() throws Exception {
    List<String> out = launch(0, project.resolve("faceoff"), "run", "two words", "*");

    assertThat(err).isEqualTo("Building Faceoff (first use) ...\n");
    assertThat(out)
        .startsWith(elsewhere.toString(), "-Xmx256m")
        .contains("-Dfaceoff.home=" + project, "-Dfaceoff.terminal=false")
        .contains(project + "/harness/target/classes:" + project + "/library.jar")
        .endsWith("dev.faceoff.cli.Main", "run", "two words", "*");
    assertThat(project.resolve("builds")).hasContent("-q -B -DskipTests package -pl !benchmarks");
    assertThat(project.resolve("target/faceoff-build.lock")).doesNotExist();
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    Path link =
        Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../a project/faceoff"));
    Path linkToLink = Files.createSymbolicLink(temporary.resolve("link 2"), link);

    assertThat(launch(0, linkToLink, "list")).contains("-Dfaceoff.home=" + project);
  }

  @Test
  void buildsAgainOnlyWhenASourceIsNewer() throws Exception {
    launch(0, project.resolve("faceoff"));
    launch(0, project.resolve("faceoff"));
    assertThat(builds()).isEqualTo(1);

    touch("scenarios/tiny/scenario.yaml");
    launch(0, project.resolve("faceoff"));
    assertThat(builds()).as("scenario files are read at run time").isEqualTo(1);

    touch("benchmarks/pom.xml");
    launch(0, project.resolve("faceoff"));
    assertThat(builds()).as("nothing that runs needs benchmarks").isEqualTo(1);

    int expected = 1;
    for (String source :
        List.of(
            "scenarios/tiny/Tiny.java",
            "harness/pom.xml",
            "harness/src/main/java",
            "harness/src/main/java/target/B.java")) {
      touch(source);
      launch(0, project.resolve("faceoff"));
      assertThat(err).isEqualTo("Building Faceoff (sources changed) ...\n");
      assertThat(builds()).as(source).isEqualTo(++expected);
      settle(source);
    }
  }

  @Test
  void buildsAgainWhenALibraryHasGone() throws Exception {
    launch(0, project.resolve("faceoff"));
    Files.delete(project.resolve("library.jar"));

    launch(0, project.resolve("faceoff"));

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void showsTheEndOfAFailedBuild() throws Exception {
    Files.writeString(project.resolve("broken"), "");

    launch(1, project.resolve("faceoff"));

    assertThat(err)
        .contains("the compiler's complaint\n")
        .endsWith("the build failed; all of it is in " + project + "/target/faceoff-build.log\n");
    assertThat(project.resolve("target/faceoff-build.lock")).doesNotExist();
    assertThat(project.resolve("target/faceoff-build.stamp")).doesNotExist();
  }

  @Test
  void takesOverTheLockOfABuildThatDied() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(project.resolve("target/faceoff-build.lock"));
    Files.writeString(lock.resolve("pid"), String.valueOf(dead.pid()));

    launch(0, project.resolve("faceoff"));

    assertThat(builds()).isEqualTo(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void buildsOnceForTwoAtATime() throws Exception {
    Process first = start(project.resolve("faceoff"));
    Process second = start(project.resolve("faceoff"));

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void asksForANewerJdk() throws Exception {
    jdk = jdk("11.0.2");

    launch(1, project.resolve("faceoff"));

    assertThat(err).startsWith("faceoff: needs a JDK 17 or newer").hasLineCount(1);
  }

  private List<String> launch(int code, Path script, String... words) throws Exception {
    Process process = start(script, words);
    List<String> out = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(code);
    return out;
  }

  /** Only the made-up JDK is in reach. */
  private Process start(Path script, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("PATH", jdk.resolve("bin") + ":" + tools());
    return builder.start();
  }

  /** The few programs the script may use, without the java that may lie beside them. */
  private Path tools() throws IOException {
    Path tools = temporary.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectory(tools);
      for (String tool :
          "cat dirname find head mkdir mv readlink rm sed sleep stty tail".split(" ")) {
        for (String folder : List.of("/bin", "/usr/bin")) {
          Path program = Path.of(folder, tool);
          if (Files.exists(program) && !Files.exists(tools.resolve(tool))) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + program + " \"$@\"\n");
          }
        }
      }
    }
    return tools;
  }

  private Path jdk(String version) throws IOException {
    Path bin = Files.createDirectories(temporary.resolve("jdk " + version + "/bin"));
    script(bin.resolve("java"), JAVA.formatted(version));
    script(bin.resolve("javac"), "#!/bin/sh\n");
    return bin.getParent();
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(project.resolve("builds"))) {
      return lines.count();
    }
  }

  private void touch(String file) throws IOException {
    setTime(file, Instant.now().plusSeconds(100));
  }

  private void settle(String file) throws IOException {
    setTime(file, Instant.now().minusSeconds(100));
  }

  private void setTime(String file, Instant time) throws IOException {
    Files.setLastModifiedTime(project.resolve(file), FileTime.from(time));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
