package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.blockinggateway.ShopClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BlockingGatewayPairTest {
  private static final List<String> ODD_PAGES = List.of("-1", "ten", "", "99999999999", "0x10");

  private final Random random = new Random(4711);

  @Test
  void bothVariantsGiveTheSameAnswersToTheByteOncePaymentsHaveSettled() throws IOException {
    List<String> pages =
        IntStream.range(0, 150)
            .mapToObj(
                number ->
                    number % 10 == 0
                        ? ODD_PAGES.get(random.nextInt(ODD_PAGES.size()))
                        : Integer.toString(random.nextInt(30)))
            .map("/products?page="::concat)
            .toList();

    try (FaultyGateway naiveGateway = FaultyGateway.start();
        FaultyGateway fixedGateway = FaultyGateway.start();
        Shop naive = start("naive", naiveGateway);
        Shop fixed = start("fixed", fixedGateway)) {
      assertThat(pages)
          .allSatisfy(
              page -> assertThat(fixed.client().get(page)).isEqualTo(naive.client().get(page)));

      for (int i = 0; i < 40; i++) {
        // Some twice, with another amount; some refused.
        String order = random.nextInt(20) == 0 ? "not_an_order" : "A-" + random.nextInt(30);
        long amountCents = random.nextInt(10) == 0 ? 0 : 100 + random.nextInt(2);
        Answer fromNaive = naive.client().pay(order, amountCents);
        Answer fromFixed = fixed.client().pay(order, amountCents);

        if (fromNaive.status() == 200) {
          assertThat(fromFixed.status()).isIn(200, 202);
          assertThat(fromFixed.location()).isEqualTo(fromNaive.location());
        } else {
          assertThat(fromFixed).isEqualTo(fromNaive);
        }
        await()
            .untilAsserted(
                () ->
                    assertThat(fixed.client().status(order))
                        .isEqualTo(naive.client().status(order)));
      }
      assertThat(fixedGateway.ledger()).containsExactlyElementsOf(naiveGateway.ledger());
      assertThat(naiveGateway.ledger()).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  private static Shop start(String variant, FaultyGateway gateway) {
    return Shop.start(variant, BlockingGatewayData.create(), gateway.url());
  }
}
