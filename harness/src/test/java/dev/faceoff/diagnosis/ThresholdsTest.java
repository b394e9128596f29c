package dev.faceoff.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Shortcut;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/diagnosis.md tells of the rules is what they are. */
class ThresholdsTest {
  private String page;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("../docs/diagnosis.md"));
  }

  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void everyShortcutHasARuleUnderItsName(Shortcut shortcut) {
    assertThat(rule(shortcut)).contains(shortcut.title());
  }

  @Test
  void theThresholdsAreThoseOfThePage() {
    assertThat(rule(Shortcut.REPEATED_STATEMENT))
        .contains(
            "at least %s times for each request".formatted(number(RepeatedStatements.LEAST_CALLS)))
        .contains("at least %s times more".formatted(number(RepeatedStatements.LEAST_SLOPE)));
    assertThat(rule(Shortcut.SEQUENTIAL_SCAN))
        .contains("at least %s rows".formatted(whole(SequentialScans.LEAST_ROWS)))
        .contains("at most %s of them".formatted(percent(SequentialScans.MOST_WANTED)))
        .contains(
            "at least %s of the database's time".formatted(percent(SequentialScans.LEAST_TIME)))
        .contains("at least %s scans".formatted(number(SequentialScans.LEAST_SCANS)))
        .contains("%s of the pages".formatted(percent(SequentialScans.LEAST_SAVED_PAGES)));
    assertThat(rule(Shortcut.REPEATED_READ))
        .contains("at least %s of the requests".formatted(percent(RepeatedReads.LEAST_REPEATED)))
        .contains("at least %s ms in the database".formatted(number(RepeatedReads.LEAST_MILLIS)))
        .contains("still cost %s of that".formatted(percent(RepeatedReads.LEAST_STILL_PAID)));
    assertThat(rule(Shortcut.NO_TIMEOUT))
        .contains("(%s less will do".formatted(percent(1 - Timeouts.LEAST_WAITED)));
    assertThat(rule(Shortcut.HARMED_BYSTANDER))
        .contains("at least %s of its requests".formatted(percent(Bystanders.LEAST_HEALTHY)))
        .contains("at most %s while".formatted(percent(Bystanders.MOST_HARMED)))
        .contains("at least %d requests each".formatted(Bystanders.LEAST_REQUESTS));
    assertThat(rule(Shortcut.POOL_EXHAUSTION))
        .contains("at least %s ms for connections".formatted(number(PoolWaits.LEAST_WAIT_MILLIS)));
    assertThat(rule(Shortcut.UNBOUNDED_RESULT))
        .contains("at least %s of the rows".formatted(percent(UnboundedResults.LEAST_SHARE)))
        .contains("with at least %s,".formatted(whole(UnboundedResults.LEAST_ROWS)))
        .contains("once in %s requests".formatted(whole(1 / UnboundedResults.LEAST_CALLS)))
        .contains("%s bytes for each".formatted(number(UnboundedResults.LEAST_BYTES_OF_ROW)));
    assertThat(RepeatedStatements.LEAST_GROWTH).isEqualTo(1.2);
    assertThat(page).contains("grow with it, by a fifth from the smallest page to the largest");
  }

  /** The row of the table about it. */
  private String rule(Shortcut shortcut) {
    return page.lines()
        .filter(line -> line.startsWith("| `%s`: ".formatted(shortcut.id())))
        .findFirst()
        .orElseThrow();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
