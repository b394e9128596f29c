package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.App;
import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NPlusOnePairTest {
  private static final List<String> ODD_LIMITS =
      List.of("0", "-7", "501", "99999999999", "ten", "", "5%200", "0x10");

  @Test
  void bothVariantsGiveTheSameAnswerToTheByte() {
    Database database = NPlusOneData.shared();
    Random random = new Random(4711);
    List<String> paths =
        IntStream.range(0, 250)
            .mapToObj(
                number ->
                    number % 10 == 0
                        ? ODD_LIMITS.get(random.nextInt(ODD_LIMITS.size()))
                        : Integer.toString(1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 60)))
            .map("/orders/newest?limit="::concat)
            .toList();

    try (App naive = App.start(NPlusOneApp.application(), "naive", database);
        App fixed = App.start(NPlusOneApp.application(), "fixed", database)) {
      assertThat(paths)
          .allSatisfy(path -> assertThat(fixed.get(path)).as(path).isEqualTo(naive.get(path)));
    }
  }
}
