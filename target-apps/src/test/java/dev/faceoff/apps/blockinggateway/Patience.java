package dev.faceoff.apps.blockinggateway;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what must happen; long enough for the busiest machine. */
final class Patience {
  private Patience() {}

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }
}
