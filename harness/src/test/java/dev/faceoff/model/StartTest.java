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

  private static Start.Command command(String words) {
    return new Start.Command(List.of(words.split(" ")), Path.of("/"));
  }
}
