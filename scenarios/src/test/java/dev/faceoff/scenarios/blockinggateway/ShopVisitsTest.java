package dev.faceoff.scenarios.blockinggateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.plan.SeededRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopVisitsTest {
  private static final JourneySettings SETTINGS =
      new JourneySettings(Map.of("products", "100", "payerShare", "0.5"));

  @Test
  void theOrderIsTheUsersOwnAndTheRestIsShared() {
    ShopVisits journey = new ShopVisits();

    assertThat(journey.payload(SeededRandom.of(1, "payload", 0, 7), SETTINGS))
        .containsOnlyKeys("pays", "page", "amountCents");
    assertThat(journey.ids(SeededRandom.of(1, "ids baseline", 0, 7), SETTINGS))
        .containsOnlyKeys("order")
        .isNotEqualTo(journey.ids(SeededRandom.of(1, "ids candidate", 0, 7), SETTINGS))
        .hasEntrySatisfying("order", order -> assertThat((String) order).hasSize(36));
  }
}
