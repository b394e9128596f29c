package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny");

  @TempDir private Path folder;
  private Catalogue catalogue;

  @BeforeEach
  void twoScenarios() throws IOException {
    add("tiny", "");
    add("other", "core: true\n");
    catalogue = new Catalogue(folder, TINY);
  }

  @Test
  void namesFoldersThatDeclareAScenario() throws IOException {
    Files.createDirectory(folder.resolve("src"));

    assertThat(catalogue.names()).containsExactly("other", "tiny");
    assertThat(new Catalogue(folder.resolve("none"), TINY).names()).isEmpty();
  }

  @Test
  void findsEachScenarioOnceInTheOrderAsked() {
    assertThat(catalogue.find(List.of("tiny", "other", "tiny"), Overrides.NONE))
        .extracting(Scenario::name)
        .containsExactly("tiny", "other");
  }

  @Test
  void knowsTheCore() {
    assertThat(catalogue.core(Overrides.NONE)).extracting(Scenario::name).containsExactly("other");
  }

  @Test
  void suggestsTheNearestScenario() {
    assertThatThrownBy(() -> catalogue.find(List.of("tinny"), Overrides.NONE))
        .hasMessage("unknown scenario 'tinny'; did you mean 'tiny'?");
  }

  @Test
  void suggestsTheNearestSettingOfTheChosenScenarios() {
    Overrides overrides = Overrides.parse(List.of("pagesize=3"));

    assertThatThrownBy(() -> catalogue.find(List.of("tiny"), overrides))
        .hasMessage("--set: unknown setting 'pagesize'; did you mean 'pageSize'?");
  }

  @Test
  void wantsTheFolderNamedForItsScenario() throws IOException {
    Files.move(folder.resolve("other"), folder.resolve("another"));

    assertThatThrownBy(() -> catalogue.find(List.of("another"), Overrides.NONE))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            folder.resolve("another/scenario.yaml")
                + ":2:7: the name 'other' differs from its folder's; rename one");
  }

  private void add(String name, String before) throws IOException {
    String tiny = Files.readString(TINY.resolve("scenario.yaml"));
    Files.createDirectory(folder.resolve(name));
    Files.writeString(
        folder.resolve(name).resolve("scenario.yaml"),
        before + tiny.replace("name: tiny", "name: " + name));
  }
}
