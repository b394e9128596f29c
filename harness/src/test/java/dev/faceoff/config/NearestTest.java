package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "quick, quick, 0",
    "quik, quick, 1",
    "qiuck, quick, 1",
    "'', quick, 5",
    "kitten, sitting, 3",
    "saturday, sunday, 3"
  })
  void countsEdits(String from, String to, int edits) {
    assertThat(Nearest.distance(from, to)).isEqualTo(edits);
  }

  @Test
  void suggestsTheNearestWordWhateverItsCase() {
    assertThat(Nearest.hint("PageSise", List.of("orders", "pageSize")))
        .isEqualTo("; did you mean 'pageSize'?");
  }

  @Test
  void listsTheChoicesWhenNoneIsNear() {
    assertThat(Nearest.hint("banana", List.of("quick", "standard", "thorough")))
        .isEqualTo("; valid are quick, standard, thorough");
    assertThat(Nearest.hint("banana", List.of("embedded"))).isEqualTo("; valid is embedded");
    assertThat(Nearest.hint("banana", List.of())).isEmpty();
  }

  @Test
  void doesNotTakeAnyShortWordForAnother() {
    assertThat(Nearest.to("ab", List.of("x", "cd"))).isEmpty();
  }
}
