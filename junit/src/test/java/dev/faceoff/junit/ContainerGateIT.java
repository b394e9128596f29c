package dev.faceoff.junit;

import static dev.faceoff.junit.FaceoffAssertions.assertThat;
import static dev.faceoff.junit.FaceoffAssertions.percent;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

/**
 * Two containers of Testcontainers under a gate, as a user of its {@code @Container} would have
 * them. Needs a Docker engine and a base image.
 */
@Testcontainers
@ExtendWith(FaceoffExtension.class)
@Timeout(400)
class ContainerGateIT {
  private static final int PORT = 8080;

  @Container private static final GenericContainer<?> RELEASED = shop();
  @Container private static final GenericContainer<?> BUILT = shop();

  @Test
  void comparesWhatRunsInContainers(Faceoff faceoff) {
    Comparison comparison =
        faceoff
            .compare(target(RELEASED), target(BUILT))
            .gate(Path.of("src/test/resources/shop/gate.yaml"))
            .run();

    assertThat(comparison)
        .allowingInconclusive()
        .typicalLatency()
        .at("find-orders")
        .isNotWorseThan(percent(100))
        .p90()
        .isNotWorseThan(percent(300));
  }

  private static Target target(GenericContainer<?> shop) {
    return Target.url(() -> "http://localhost:" + shop.getMappedPort(PORT));
  }

  private static GenericContainer<?> shop() {
    String service = ShopService.class.getName();
    String file = service.replace('.', '/') + ".class";
    return new GenericContainer<>("eclipse-temurin:17-jre")
        .withCopyFileToContainer(
            MountableFile.forHostPath(
                Path.of("target", "test-classes").resolve(file).toAbsolutePath()),
            "/service/" + file)
        .withCommand("java", "-Xmx64m", "-cp", "/service", service, String.valueOf(PORT))
        .withExposedPorts(PORT)
        .waitingFor(Wait.forHttp("/orders").forPort(PORT));
  }
}
