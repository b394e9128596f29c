package dev.faceoff.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Ports;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a Docker engine and a base image. */
class RunContainerIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String WAITS = "faceoff-test/waits:1";
  private static final String ENDS = "faceoff-test/ends:1";
  private static final String BROKEN = "faceoff-test/broken:1";

  @TempDir private Path folder;
  private final TestImages images = new TestImages();
  private List<String> before;

  @BeforeEach
  void build() throws IOException {
    Path context = Files.createDirectory(folder.resolve("context"));
    images.build(
        WAITS,
        context,
        """
        EXPOSE 8080 9090/udp
        ENV A=1 B=x=y
        HEALTHCHECK CMD true
        ENTRYPOINT ["sh", "-c", "echo told $TOLD; trap 'exit 5' TERM; while true; do sleep 0.1; done"]
        """);
    images.build(ENDS, context, "ENTRYPOINT [\"sh\", \"-c\", \"echo no licence >&2; exit 7\"]");
    images.build(BROKEN, context, "ENTRYPOINT [\"/no/such/program\"]");
    before = images.containers();
  }

  @Test
  void anImageTellsItsPortsAndVariables() {
    Image image = image(WAITS);

    assertThat(image.name()).isEqualTo(WAITS);
    assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
    assertThat(image.digest()).isEmpty();
    assertThat(image.ports()).containsExactly(8080);
    assertThat(image.environment()).containsEntry("A", "1").containsEntry("B", "x=y");
  }

  @Test
  void itsPortIsPublishedOnTheLoopbackInterfaceOnly() throws Exception {
    int port = LoopbackPorts.free();
    RunContainer container = start(WAITS, Optional.of(new ContainerSpec.Published(8080, port)));
    try {
      InspectContainerResponse found = inspect();

      assertThat(found.getNetworkSettings().getPorts().getBindings().values())
          .filteredOn(bindings -> bindings != null)
          .singleElement()
          .isEqualTo(new Ports.Binding[] {Ports.Binding.bindIpAndPort("127.0.0.1", port)});
      assertThat(found.getState().getHealth()).isNull();
      assertThat(DockerEngine.isLeft(found.getConfig().getLabels())).isFalse();
    } finally {
      container.remove(Duration.ZERO);
    }
  }

  @Test
  void itIsAskedToEndAndRemoved() throws Exception {
    RunContainer container = start(WAITS, Optional.empty());
    Eventually.holds("it traps the signal", () -> log().startsWith("told to wait"));
    assertThat(container.isAlive()).isTrue();
    assertThat(container.exitCode()).isEmpty();
    assertThat(container.waitFor(Duration.ofMillis(1))).isFalse();

    container.signal("TERM");

    assertThat(container.waitFor(LONG)).isTrue();
    assertThat(container.exitCode()).isEqualTo(OptionalInt.of(5));
    assertThat(container.isAlive()).isFalse();
    container.remove(LONG);
    assertThat(images.containers()).isEqualTo(before);
    assertThat(container.isAlive()).isFalse();
    container.remove(LONG);
  }

  @Test
  void itIsRemovedEvenIfSomebodyIsInAHurry() throws Exception {
    RunContainer container = start(WAITS, Optional.empty());

    Thread.currentThread().interrupt();
    container.remove(Duration.ofSeconds(1));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(images.containers()).isEqualTo(before);
  }

  @Test
  void whatItWroteBeforeItsEndIsInTheFile() throws Exception {
    RunContainer container = start(ENDS, Optional.empty());
    try {
      assertThat(container.waitFor(LONG)).isTrue();
      container.awaitOutput();

      assertThat(container.exitCode()).isEqualTo(OptionalInt.of(7));
      assertThat(log()).isEqualTo("no licence\n");
    } finally {
      container.remove(Duration.ZERO);
    }
  }

  @Test
  void itsFirstProcessIsSeen() throws Exception {
    RunContainer container = start(WAITS, Optional.empty());
    try {
      assumeTrue(container.pid().isPresent(), "the engine's processes are not seen here");

      Path proc = Path.of("/proc", String.valueOf(container.pid().getAsLong()));
      assertThat(Files.readString(proc.resolve("cmdline"))).contains("echo told");
    } finally {
      container.remove(Duration.ZERO);
    }
    assertThat(container.pid()).isEmpty();
  }

  @Test
  void nothingRemainsOfOneThatDoesNotStart() {
    assertThatThrownBy(() -> start(BROKEN, Optional.empty()))
        .isInstanceOf(DockerFailedException.class)
        .hasMessageStartingWith("image " + BROKEN + " does not start (")
        .hasMessageContaining("/no/such/program")
        .hasMessageNotContaining("\n");
    assertThat(images.containers()).isEqualTo(before);
  }

  private Image image(String name) {
    return images.engine().image(name, note -> {});
  }

  private RunContainer start(String image, Optional<ContainerSpec.Published> published) {
    return RunContainer.start(
        images.engine(),
        new ContainerSpec(
            "candidate",
            image(image),
            Map.of("TOLD", "to wait"),
            published,
            folder.resolve("logs/candidate.log")));
  }

  private InspectContainerResponse inspect() {
    String name =
        images.containers().stream().filter(each -> !before.contains(each)).findFirst().get();
    return images.engine().client().inspectContainerCmd(name.substring(1)).exec();
  }

  private String log() {
    try {
      Path log = folder.resolve("logs/candidate.log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
