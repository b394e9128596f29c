package dev.faceoff.scenarios.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeederTest {
  @TempDir private Path folder;

  @Test
  void readsCommaSeparatedValues() throws IOException {
    Feeder feeder =
        read("f.csv", "\uFEFFid,name\r\n1,\"Smith, \"\"J\"\"\"\r\n\r\n2,\"two\nlines\"\n3,");

    assertThat(feeder.columns()).containsExactly("id", "name");
    assertThat(feeder.size()).isEqualTo(3);
    assertThat(feeder.row(0)).isEqualTo(Map.of("id", "1", "name", "Smith, \"J\""));
    assertThat(feeder.row(1)).isEqualTo(Map.of("id", "2", "name", "two\nlines"));
    assertThat(feeder.row(2)).isEqualTo(Map.of("id", "3", "name", ""));
  }

  @Test
  void readsAJsonArrayOfObjects() throws IOException {
    Feeder feeder =
        read(
            "f.json",
            "[{\"id\": 1, \"ok\": true, \"x\": 1.50}, {\"x\": 2, \"id\": \"b\", \"ok\": false}]");

    assertThat(feeder.columns()).containsExactly("id", "ok", "x");
    assertThat(feeder.row(0)).isEqualTo(Map.of("id", "1", "ok", "true", "x", "1.5"));
    assertThat(feeder.row(1)).isEqualTo(Map.of("id", "b", "ok", "false", "x", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "f.csv  | ~~              | it is empty; its first line names the columns",
        "f.csv  | id              | it has no rows",
        "f.csv  | a,b`1,2`1       | line 3 has 1 fields, but the first line names 2",
        "f.csv  | a`\"x\"y        | up to line 2 a quote is not closed, or text follows a closing one ",
        "f.csv  | a`\"x`y         | up to line 3 a quote is not closed, or text follows a closing one ",
        "f.csv  | a,a`1,2         | two columns have the same name",
        "f.csv  | a,`1,2          | a column must have a name that does not start with 'own.', but one is ''",
        "f.csv  | own.id`1        | a column must have a name that does not start with 'own.', but one is 'own.id'",
        "f.json | {}              | it must hold an array of objects",
        "f.json | []              | it has no rows",
        "f.json | [{\"a\":1},{}]  | object 2 must have a text, number or boolean 'a' as the first one has",
        "f.json | [{\"a\":[]}]    | object 1 must have a text, number or boolean 'a' as the first one has",
        "f.json | [`{             | line 2 is no valid JSON",
        "f.txt  | a`1             | a feeder is a .csv or .json file",
      })
  void saysWhatIsWrong(String file, String text, String message) {
    assertThatThrownBy(() -> read(file, text.replace('`', '\n')))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = folder.resolve("f.csv");
    Files.write(file, new byte[] {(byte) 0xCA, (byte) 0xFE});
    assertThatThrownBy(() -> Feeder.read(file)).hasMessage("it is no text in UTF-8");

    Files.write(file, new byte[Feeder.MAX_BYTES + 1]);
    assertThatThrownBy(() -> Feeder.read(file))
        .hasMessage("it is too large; at most 16 MiB are read");

    assertThatThrownBy(() -> Feeder.read(folder.resolve("none.csv")))
        .hasMessage("there is no such file");
  }

  private Feeder read(String name, String text) throws IOException {
    return Feeder.read(Files.writeString(folder.resolve(name), text));
  }
}
