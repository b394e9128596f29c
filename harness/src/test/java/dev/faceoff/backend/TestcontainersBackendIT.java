package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import dev.faceoff.container.DockerEngine;
import dev.faceoff.container.DockerFailedException;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Servers;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Needs a Docker engine and the images. */
class TestcontainersBackendIT extends BackendContract {
  private static final String LABEL = "dev.faceoff.run";

  private DockerEngine engine;

  TestcontainersBackendIT() {
    super(BackendKind.TESTCONTAINERS);
  }

  @Override
  void prepare() {
    engine = DockerEngine.find().orElseThrow();
  }

  @Override
  Backend start(BackendNeeds needs) {
    return TestcontainersBackend.start(needs, Servers.NONE, folder.resolve("logs"), note -> {});
  }

  @Override
  Backend startWithoutToxiproxy() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + LoopbackPorts.free());
    return TestcontainersBackend.start(
        everything(),
        new Servers(Optional.empty(), Optional.empty(), Optional.of(nobody)),
        folder.resolve("logs"),
        note -> {});
  }

  @Override
  List<String> remains() {
    return Stream.concat(
            containers().stream().map(container -> container.getNames()[0]),
            engine.client().listNetworksCmd().withFilter("label", List.of(LABEL)).exec().stream()
                .map(network -> network.getName()))
        .toList();
  }

  @Test
  void publishesOnTheLoopbackInterfaceOnly() {
    assertThat(containers()).isNotEmpty();
    for (Container container : containers()) {
      assertThat(Arrays.stream(container.getPorts()))
          .filteredOn(port -> port.getPublicPort() != null)
          .isNotEmpty()
          .extracting(ContainerPort::getIp)
          .containsOnly("127.0.0.1");
    }
  }

  @Test
  void processIsThePostmasters() throws Exception {
    assumeTrue(shared().databaseProcess().isPresent(), "the engine's processes are not seen here");

    Path proc = Path.of("/proc", String.valueOf(shared().databaseProcess().getAsLong()));
    assertThat(Files.readString(proc.resolve("comm")).strip()).isEqualTo("postgres");
  }

  @Test
  void containersOfAKilledRunAreRemovedAtTheNextStartButNotThoseOfALivingOne() throws Exception {
    List<String> before = remains();
    Path errors = folder.resolve("errors");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledContainers.class.getName(),
                Files.createDirectories(folder.resolve("killed")).toString())
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
        assertThat(line).as(Files.readString(errors)).isNotNull();
      }
      List<String> during = remains();
      assertThat(during).hasSizeGreaterThan(before.size());
      assertThat(engine.removeLeftovers()).isEmpty();
      assertThat(remains()).containsExactlyInAnyOrderElementsOf(during);
    } finally {
      run.destroyForcibly();
    }
    Eventually.holds("the run is gone", () -> !run.isAlive());

    start(onlyRedis(8)).close();

    assertThat(remains()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void imageThatCannotBeHadIsNamedInOneLine() {
    List<String> notes = new ArrayList<>();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> engine.requireImage("127.0.0.1:1/faceoff/none:1", notes::add))
        .isInstanceOf(DockerFailedException.class)
        .hasMessageContaining("127.0.0.1:1/faceoff/none:1")
        .hasMessageNotContaining("\n");
    assertThat(notes).hasSize(1);
  }

  private List<Container> containers() {
    return engine
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of(LABEL))
        .exec();
  }
}
