package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {
  static final String GOOD =
      """
      # of one provider, one region
      perCoreHour: 0.0417
      perGigabyteHour: 0
      currency: €
      """;

  static final List<String> BAD =
      List.of(
          "{}",
          "perCoreHour: 1\nperGigabyteHour: 1",
          "perCoreHour: -1\nperGigabyteHour: 1\ncurrency: EUR",
          "perCoreHour: '1'\nperGigabyteHour: 1\ncurrency: EUR",
          "perCoreHour: 1\nperGigabyteHour: 1\ncurrency: 978",
          "perCoreHour: 1\nperGigabyteHour: 1\ncurrency: 'US dollars'",
          "perCoreHour: 1\nperGigabyteHour: 1\ncurrency: EUR\nperRequest: 1");

  @TempDir private Path folder;

  @Test
  void readsWhatAMachineCosts() throws IOException {
    assertThat(PriceFile.read(file(GOOD))).isEqualTo(new Price(0.0417, 0, "€"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "perCorehour: 1         | 1:1: unknown key 'perCorehour'; did you mean 'perCoreHour'?",
        "perCoreHour: 1         | 1:1: the key 'perGigabyteHour' is missing",
        "perCoreHour: cheap     | 1:14: perCoreHour must be a number, but is 'cheap'",
        "perCoreHour: 0,048     | 1:14: perCoreHour must be a number, but is '0,048'",
        "perCoreHour: .nan      | 1:14: perCoreHour must be a number, but is '.nan'",
        "perCoreHour: -0.1      | 1:14: perCoreHour must be between 0 and 1000000, but is -0.1",
        "''                     | 1:1: the file is empty; it starts with 'perCoreHour:'",
        "{perCoreHour: 1, perGigabyteHour: 1, currency: a b} | 1:48: currency must be 1 to 12 characters without a space, for example EUR, but is 'a b'",
      })
  void saysInOneLineWhatIsWrong(String text, String complaint) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> PriceFile.read(file))
        .isInstanceOf(BadFileException.class)
        .hasMessage(file + ":" + complaint)
        .satisfies(
            e -> assertThat(((FaceoffException) e).kind()).isEqualTo(FaceoffException.Kind.USAGE));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("prices.yaml"), text);
  }
}
