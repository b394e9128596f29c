package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @Test
  void wrapsTheLastColumn() {
    List<List<String>> rows =
        List.of(List.of("a", "one two three four five"), List.of("long", "x\ny"));

    assertThat(Table.lines(rows, 20))
        .containsExactly("a     one two three four", "      five", "long  x", "      y");
  }

  @ParameterizedTest
  @CsvSource({
    "45, 45 s",
    "60, 1 min",
    "125, 2 min 5 s",
    "1020, 17 min",
    "3599, 1 h",
    "3900, 1 h 5 min",
  })
  void saysDurationsInWords(long seconds, String words) {
    assertThat(Times.words(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}
