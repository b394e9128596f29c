package dev.faceoff.junit;

import static dev.faceoff.junit.FaceoffAssertions.assertThat;
import static dev.faceoff.junit.FaceoffAssertions.percent;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gate that the guide shows; skipped unless it is asked for, as any user's would be. */
@ExtendWith(FaceoffExtension.class)
class ShopGateTest {
  private static ShopContainer released;
  private static ShopContainer built;

  @BeforeAll
  static void start() {
    released = new ShopContainer();
    built = new ShopContainer();
    released.start();
    built.start();
  }

  @AfterAll
  static void stop() {
    released.close();
    built.close();
  }

  @Test
  void theBuildIsNoSlowerThanTheRelease(Faceoff faceoff) {
    Comparison comparison =
        faceoff
            .compare(
                Target.url(() -> "http://localhost:" + released.getMappedPort(8080)),
                Target.url(() -> "http://localhost:" + built.getMappedPort(8080)))
            .gate(Path.of("src/test/resources/shop/gate.yaml"))
            .run();

    assertThat(comparison)
        .allowingInconclusive()
        .hasNoRegression()
        .typicalLatency()
        .at("find-orders")
        .isNotWorseThan(percent(10));
  }
}
