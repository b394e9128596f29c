package dev.faceoff.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons from within a test's own JVM. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class ComparisonRequestTest {
  private static final Optional<Path> HOME = Optional.of(Path.of(".."));

  @TempDir private Path folder;
  private final List<String> notes = new ArrayList<>();

  @Test
  void comparesAndLeavesNothingInThisJvm() throws IOException {
    ShopGateTest.start();
    // The JDK notes it down when it is first asked for.
    assertThat(TimeZone.getDefault()).isNotNull();
    Properties properties = (Properties) System.getProperties().clone();
    Set<String> threads = threads();
    long children = ProcessHandle.current().descendants().count();

    new ShopGateTest().theBuildIsNoSlowerThanTheRelease(faceoff(HOME));

    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(children);
    assertThat(threads).containsAll(threads());
    assertThat(System.getProperties()).isEqualTo(properties);
    assertThat(notes).anyMatch(note -> note.startsWith("after 2 launches: "));
    try (Stream<Path> runs = Files.list(folder)) {
      Path run = runs.findFirst().orElseThrow();
      assertThat(run.getFileName().toString()).endsWith("-ShopGateTest.method");
      assertThat(ReportFolder.read(run).gate().orElseThrow().launches()).hasSize(2);
      assertThat(run.resolve("report.html")).isNotEmptyFile();
    }
    ShopGateTest.stop();
  }

  @Test
  void aServiceThatAnswersNothingWellIsNoComparison() {
    try (ShopContainer shop = new ShopContainer()) {
      shop.start();
      Target target = Target.url(() -> "http://localhost:" + shop.getMappedPort(8080) + "/v1");

      assertThatThrownBy(
              () ->
                  faceoff(HOME)
                      .compare(target, target)
                      .gate(Path.of("src/test/resources/shop/gate.yaml"))
                      .run())
          .isInstanceOf(FaceoffException.class)
          .hasMessageContaining("every answer to find-orders was 404: is its path whole");
    }
  }

  @Test
  void saysWhereItsOwnFolderIsToBeNamed() {
    assertThatThrownBy(() -> anyComparison(Optional.empty()))
        .hasMessage("set FACEOFF_HOME, or -Dfaceoff.home, to the folder of Faceoff");
    assertThatThrownBy(() -> anyComparison(Optional.of(folder)))
        .hasMessage("FACEOFF_HOME: %s is not the folder of Faceoff".formatted(folder));
  }

  @Test
  void refusesAMachineThatIsNotThisOne() {
    Target far = Target.url(() -> "http://shop.example.com");

    assertThatThrownBy(() -> faceoff(HOME).compare(far, far).run())
        .hasMessageContaining("shop.example.com is not this machine");
    assertThat(folder).isEmptyDirectory();
  }

  private Comparison anyComparison(Optional<Path> home) {
    return faceoff(home).compare(Target.jar(Path.of("a.jar")), Target.jar(Path.of("b.jar"))).run();
  }

  private Faceoff faceoff(Optional<Path> home) {
    return new Faceoff(home, folder, "ShopGateTest.method", notes::add);
  }

  /** Those that would keep this JVM from ending. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
