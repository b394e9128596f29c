package dev.faceoff.scenarios.nocache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.plan.SeededRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProductVisitsTest {
  private static final int USERS = 20_000;

  private final JourneySettings settings =
      new JourneySettings(Map.of("products", "100", "zipfExponent", "1.0", "writeShare", "0.05"));

  @Test
  void oneUserInFiveOpensTheMostPopularProduct() {
    assertThat(users()).allMatch(user -> product(user) >= 1 && product(user) <= 100);
    assertThat(share(users().stream().filter(user -> product(user) == 1).count()))
        .isCloseTo(new ZipfLaw(100, 1).share(1), within(0.01));
  }

  @Test
  void asManyBuyAsTheSettingSaysWhateverTheProduct() {
    List<Map<String, Object>> buyers =
        users().stream().filter(user -> (boolean) user.get("buys")).toList();

    assertThat(share(buyers.size())).isCloseTo(0.05, within(0.005));
    assertThat(buyers.stream().filter(user -> product(user) == 1).count() / (double) buyers.size())
        .isCloseTo(new ZipfLaw(100, 1).share(1), within(0.05));
  }

  @Test
  void theSameUserDoesTheSameForBothVariants() {
    assertThat(users()).isEqualTo(users());
  }

  private List<Map<String, Object>> users() {
    ProductVisits journey = new ProductVisits();
    return LongStream.range(0, USERS)
        .mapToObj(user -> journey.payload(SeededRandom.of(1, "arrival", user), settings))
        .toList();
  }

  private static int product(Map<String, Object> user) {
    return (int) user.get("product");
  }

  private static double share(long users) {
    return (double) users / USERS;
  }
}
