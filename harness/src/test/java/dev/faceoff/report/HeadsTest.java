package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadsTest {
  private static final String BEFORE = "checkout-before-the-rewrite";
  private static final String AFTER = "checkout-after-the-rewrite";

  @Test
  void aNameThatFitsStandsForItself() throws IOException {
    Heads heads = new Heads(List.of("naive", "fixed"), List.of("rewrite"));

    assertThat(heads.head("naive")).isEqualTo("naive");
    assertThat(heads.head("rewrite")).isEqualTo("rewrite");
    assertThat(legend(heads, "naive", "fixed", "rewrite")).isEmpty();
  }

  @Test
  void longNamesAreLettersThatNoVariantIsCalledBy() throws IOException {
    Heads heads = new Heads(List.of(BEFORE, "b", AFTER), List.of());

    assertThat(heads.head(BEFORE)).isEqualTo("A");
    assertThat(heads.head(AFTER)).isEqualTo("C");
    assertThat(legend(heads, BEFORE, AFTER))
        .isEqualTo(" A: checkout-before-the-rewrite\n C: checkout-after-the-rewrite\n");
  }

  @Test
  void aServiceBesideAPairIsYours() throws IOException {
    Heads one = new Heads(List.of("naive", "fixed"), List.of("petclinic"));
    Heads two = new Heads(List.of("naive", "fixed"), List.of("mine", AFTER));

    assertThat(legend(one, "fixed", "petclinic", "naive")).isEqualTo(" yours: petclinic\n");
    assertThat(two.head(AFTER)).isEqualTo("yours 2");
  }

  @Test
  void legendsFitATerminalOf80ColumnsAndKeepBothEndsOfAName() throws IOException {
    String name = "before-".repeat(20) + "and-after";
    Heads heads = new Heads(List.of("naive", "fixed"), List.of(name));

    assertThat(legend(heads, name))
        .hasSize(81)
        .startsWith(" yours: before-before-")
        .contains("…")
        .endsWith("-and-after\n");
  }

  private static String legend(Heads heads, String... variants) throws IOException {
    StringBuilder out = new StringBuilder();
    heads.legend(out, List.of(variants));
    return out.toString();
  }
}
