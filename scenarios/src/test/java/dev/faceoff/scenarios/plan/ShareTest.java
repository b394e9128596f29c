package dev.faceoff.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @ParameterizedTest
  @CsvSource({"1, 7", "2, 0", "2, 1", "2, 100", "3, 100", "3, 2", "7, 50", "64, 63"})
  void everyUserIsSentByOneGenerator(int generators, long users) {
    List<Long> open = new ArrayList<>();
    List<Long> closed = new ArrayList<>();
    for (int generator = 1; generator <= generators; generator++) {
      Share share = new Share(generator, generators, 0);
      List<Long> taken = LongStream.range(0, users).filter(share::takes).boxed().toList();
      assertThat(share.of(users)).isEqualTo(taken.size());
      open.addAll(taken);
      LongStream.range(0, share.of(users)).map(share::user).forEach(closed::add);
    }

    List<Long> all = LongStream.range(0, users).boxed().toList();
    assertThat(open).containsExactlyInAnyOrderElementsOf(all);
    assertThat(closed).containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void thereIsNoGeneratorBesideThoseThereAre(int generator) {
    assertThatThrownBy(() -> new Share(generator, 2, 0))
        .hasMessage("generator must be from 1 to 2, but is " + generator);
  }
}
