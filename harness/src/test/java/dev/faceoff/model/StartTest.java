package dev.faceoff.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
  @ParameterizedTest
  @CsvSource({
    "serve --password=hush --port={port}, serve --password=${password} --port={port}",
    "java -Ddb.password=hush -jar shop.jar, java -Ddb.password=${db.password} -jar shop.jar",
    "serve --api-key hush --verbose, serve --api-key ${api-key} --verbose",
    "env TOKEN=hush serve, env TOKEN=${TOKEN} serve",
    "serve --token={port} hush, serve --token={port} hush",
    "serve --token --quiet, serve --token --quiet",
    "serve --token, serve --token"
  })
  void aCommandIsShownWithoutItsSecrets(String words, String shown) {
    assertThat(command(words).label()).isEqualTo(shown);
  }

  @Test
  void aCommandTellsWhatItSaysUnderNames() {
    assertThat(command("java -Da=1=2 -Dpassword=hush Main --password still").named())
        .containsExactly(entry("a", "1=2"), entry("password", "hush"), entry("password", "still"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exec java -Ddb.password=hush -jar shop.jar | exec java -Ddb.password=${db.password} -jar shop.jar",
        "serve --api-key 'hush hush' --quiet | serve --api-key '${api-key}' --quiet",
        "exec env TOKEN=\"hush\" serve; wait | exec env TOKEN=\"${TOKEN}\" serve; wait",
        "postgres://shop:hush@host:5432/shop | postgres://shop:${password}@host:5432/shop",
        "--url=jdbc:postgresql://h/db?user=u&password=hush&ssl=off | --url=jdbc:postgresql://h/db?user=u&password=${password}&ssl=off",
        "https://u:{payments.password}@h/?token={port} | https://u:{payments.password}@h/?token={port}",
        "serve --token --quiet | serve --token --quiet",
        "http://host:8080/a@b | http://host:8080/a@b",
      })
  void aWordThatHoldsNamesIsShownWithoutItsSecrets(String word, String shown) {
    assertThat(new Start.Command(List.of("sh", "-c", word), Path.of("/")).label())
        .isEqualTo("sh -c " + shown);
  }

  @Test
  void whatAWordHoldsIsToldUnderItsNames() {
    List<String> words = List.of("serve", "--password=hush", "postgres://shop:still@h/db");

    assertThat(new Start.Command(words, Path.of("/")).named())
        .containsExactly(
            entry("password", "hush"), entry("user", "shop"), entry("password", "still"));
  }

  private static Start.Command command(String words) {
    return new Start.Command(List.of(words.split(" ")), Path.of("/"));
  }
}
