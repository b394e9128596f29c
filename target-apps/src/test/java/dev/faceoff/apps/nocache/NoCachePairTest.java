package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.App;
import dev.faceoff.apps.App.Answer;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NoCachePairTest {
  private static final List<String> ODD_PRODUCTS =
      List.of("0", "-7", "101", "99999999999999999999", "lamp", "5%200", "0x10", "+3");

  /** Each has its own database, as in a run: both see the same visits and purchases in turn. */
  @Test
  void bothVariantsGiveTheSameAnswersToTheByteThroughVisitsAndPurchases() {
    Random random = new Random(4711);
    List<Function<App, Answer>> requests =
        IntStream.range(0, 400).mapToObj(number -> request(random)).toList();

    List<Answer> naive = answers("naive", requests);
    List<Answer> fixed = answers("fixed", requests);

    assertThat(fixed).isEqualTo(naive);
    assertThat(naive).extracting(Answer::status).contains(200, 400, 404);
  }

  /** Few products, so that the same ones are bought and visited again. */
  private static Function<App, Answer> request(Random random) {
    String product =
        random.nextInt(20) == 0
            ? ODD_PRODUCTS.get(random.nextInt(ODD_PRODUCTS.size()))
            : Integer.toString(1 + random.nextInt(12));
    return random.nextInt(5) == 0
        ? app -> app.post("/products/" + product + "/purchases")
        : app -> app.get("/products/" + product);
  }

  private static List<Answer> answers(String variant, List<Function<App, Answer>> requests) {
    try (Redis redis = Redis.started();
        App app =
            App.start(
                NoCacheApp.application(),
                variant,
                NoCacheData.create("no_cache_pair_" + variant),
                ProductPagesContract.patientWith(redis))) {
      return requests.stream().map(request -> request.apply(app)).toList();
    }
  }
}
