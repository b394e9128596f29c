package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFileTest {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny/scenario.yaml");

  @TempDir private Path folder;

  @Test
  void isCheckedAsWhatItsNameSays() throws IOException {
    Path target = write("shop.target.yaml", "start: {url: 'https://shop.example'}");
    Path gate = write("gate.yaml", "marginPercent: 5");

    assertThatCode(() -> WrittenFile.check(TINY, folder)).doesNotThrowAnyException();
    assertThatCode(() -> WrittenFile.check(target, folder)).doesNotThrowAnyException();
    assertThatCode(() -> WrittenFile.check(gate, folder)).doesNotThrowAnyException();
    assertThatCode(() -> WrittenFile.check(write("prices.yaml", PriceFileTest.GOOD), folder))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> WrittenFile.check(write("cloud.prices.yaml", "price: 1"), folder))
        .hasMessageContaining("unknown key 'price'");
    write("gate.yaml", "margin: 5");
    assertThatThrownBy(() -> WrittenFile.check(gate, folder))
        .hasMessageContaining("unknown key 'margin'");
  }

  @Test
  void whatOnlyARunKnowsIsTakenForGivenButNoSlipOfThePen() throws IOException {
    Path file = write("a.target.yaml", "start: {command: 'a {port} {pageSize}'}\n");
    Path other = write("b.target.yaml", "start: {command: 'a {port} {redis.hst}'}\n");

    assertThatCode(() -> WrittenFile.check(file, folder)).doesNotThrowAnyException();
    assertThatThrownBy(() -> WrittenFile.check(other, folder))
        .hasMessage(other + ":1:18: unknown placeholder '{redis.hst}'; did you mean 'redis.host'?");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
