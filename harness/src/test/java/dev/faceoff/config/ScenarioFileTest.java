package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny");

  @TempDir private Path folder;

  @Test
  void fillsTheModel() {
    Scenario tiny = ScenarioFile.read(TINY.resolve("scenario.yaml"), folder);

    assertThat(tiny.name()).isEqualTo("tiny");
    assertThat(tiny.core()).isFalse();
    assertThat(tiny.journeyClass()).isEqualTo("dev.faceoff.scenarios.tiny.Tiny");
    assertThat(tiny.endpoints()).singleElement().hasFieldOrPropertyWithValue("name", "list");
    assertThat(tiny.load().arrivalsPerSecond()).isEqualTo(20);
    assertThat(tiny.load().requestTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(tiny.target().metricsPath()).isEmpty();
    assertThat(tiny.causeMeasure()).isEqualTo(Measure.QUERIES);
    assertThat(tiny.profiles()).containsOnlyKeys(ProfileName.values());
    assertThat(tiny.profiles().get(ProfileName.STANDARD).launches()).isEqualTo(5);
    assertThat(tiny.settings().get("pageSize").max()).isEqualTo(50);
    assertThat(tiny.folder()).isEqualTo(TINY.toAbsolutePath());
  }

  @Test
  void resolvesSettingsAndLeavesWhatTheTargetStarterFillsIn() {
    Scenario tiny = ScenarioFile.read(TINY.resolve("scenario.yaml"), folder);

    assertThat(tiny.target().properties())
        .isEqualTo(
            Map.of(
                "server.port", "{port}",
                "spring.datasource.url", "{database.url}",
                "page", "5",
                "debug", "false"));
    assertThat(tiny.database().orElseThrow().placeholders())
        .isEqualTo(Map.of("rows", "100", "half", "0.5"));
  }

  @Test
  void readsExpectations() {
    Scenario tiny = ScenarioFile.read(TINY.resolve("scenario.yaml"), folder);

    assertThat(tiny.expectations())
        .extracting(Expectation::text)
        .containsExactly("queriesPerRequest of naive > 5", "p95LatencyMillis of fixed/naive < 1");
    Expectation quotient = tiny.expectations().get(1);
    assertThat(quotient.variant()).isEqualTo("fixed");
    assertThat(quotient.over()).hasValue("naive");
    assertThat(quotient.operator()).isEqualTo(Expectation.Operator.LESS);
    assertThat(quotient.bound()).isEqualTo(1);
  }

  @Test
  void prefersPathsInTheProjectToThoseBesideTheFile() throws IOException {
    Files.writeString(folder.resolve("naive.txt"), "in the project");

    Scenario tiny = ScenarioFile.read(TINY.resolve("scenario.yaml"), folder);

    assertThat(tiny.baseline().code()).containsExactly(folder.resolve("naive.txt"));
    assertThat(tiny.candidate().code()).containsExactly(TINY.resolve("fixed.txt").toAbsolutePath());
  }

  @Test
  void appliesOverridesWhereverTheSettingIsUsed() {
    Overrides overrides = Overrides.parse(List.of("pageSize=7", "rate=0.5"));

    Scenario tiny = ScenarioFile.read(TINY.resolve("scenario.yaml"), folder, overrides);

    assertThat(tiny.settings().get("pageSize").value()).isEqualTo(7);
    assertThat(tiny.target().properties()).containsEntry("page", "7");
    assertThat(tiny.expectations().get(0).bound()).isEqualTo(7);
    assertThat(tiny.load().arrivalsPerSecond()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pageSize=0    | --set pageSize=0: pageSize must be between 1 and 50, but is 0",
        "pageSize=51   | --set pageSize=51: pageSize must be between 1 and 50, but is 51",
        "pageSize=2.5  | --set pageSize=2.5: pageSize must be a whole number, but is 2.5",
      })
  void refusesOverridesOutOfRange(String assignment, String message) {
    Overrides overrides = Overrides.parse(List.of(assignment));

    assertThatThrownBy(() -> ScenarioFile.read(TINY.resolve("scenario.yaml"), folder, overrides))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pageSize       | --set needs name=value, but has 'pageSize'",
        "=5             | --set needs name=value, but has '=5'",
        "pageSize=many  | --set pageSize=many: 'many' is not a number",
        "pageSize=NaN   | --set pageSize=NaN: 'NaN' is not a number",
      })
  void refusesMalformedOverrides(String assignment, String message) {
    assertThatThrownBy(() -> Overrides.parse(List.of(assignment)))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(message);
  }

  @Test
  void refusesTwoValuesForASetting() {
    assertThatThrownBy(() -> Overrides.parse(List.of("rows=10", "rows=20")))
        .hasMessage("--set gives 'rows' twice");
  }

  /** Each row replaces one piece of a good file; line and column point at the culprit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: A         | titel: A     | 2:1: unknown key 'titel'; did you mean 'title'?",
        "title: A         | zebra: A     | 2:1: unknown key 'zebra'",
        "title: A small pair for tests | # | 1:1: the key 'title' is missing",
        "title: A small pair for tests | title: | 2:7: title must not be empty",
        "title: A small pair for tests | title: 5 | 2:8: title must be text, but is the number 5",
        "title: A small pair for tests | title: [] | 2:8: title must be text, but is a list",
        "title: A small pair for tests | title: '  ' | 2:8: title must not be empty",
        "name: tiny       | name: Tiny   | 1:7: name must be lower-case words joined by hyphens, but is 'Tiny'",
        "title: A         | name: A      | 2:1: the key 'name' is given a second time",
        "story:           | core: maybe`story: | 4:7: core must be true or false, but is 'maybe'",
        "hurts: Strictness| harms: Strict | 8:3: unknown key 'harms'; did you mean 'hurts'?",
        "value: 5         | value: 0     | 10:21: pageSize must be between 1 and 50, but is 0",
        "value: 5         | value: five  | 10:21: settings.pageSize.value must be a number, but is 'five'",
        "value: 5         | value: '5'   | 10:21: settings.pageSize.value must be a number, but is '5'",
        "min: 1,          | min: 99,     | 10:29: min 99 is above max 50",
        "pageSize: {v     | page-size: {v | 10:3: a setting is named in camelCase and not 'port' or 'managementPort', but this is 'page-size'",
        "class: dev.faceoff.scenarios.tiny.Tiny | class: Tiny | 14:10: journey.class must be a class with its package, but is 'Tiny'",
        "- {name: list, objectiveMillis: 100} | [] | 16:5: journey.endpoints must not be empty",
        "Millis: 100}     | Millis: -1}  | 16:37: journey.endpoints[0].objectiveMillis must be between 0.001 and 600000, but is -1",
        "\"{rate}\"       | 0            | 17:27: load.arrivalsPerSecond must be between 0.001 and 100000, but is 0",
        "\"{rate}\"       | -5           | 17:27: load.arrivalsPerSecond must be between 0.001 and 100000, but is -5",
        "\"{rate}\"       | lots         | 17:27: load.arrivalsPerSecond must be a number or a setting's name in quotes and braces, but is 'lots'",
        "\"{rate}\"       | \"{rte}\"    | 17:27: unknown setting 'rte'; did you mean 'rate'?",
        "warmUpUsers: 2   | warmUpUsers: 1.5 | 17:50: load.warmUpUsers must be a whole number, but is 1.5",
        "heapMebibytes: 64| heapMebibytes: 4 | 21:18: target.heapMebibytes must be between 32 and 65536, but is 4",
        "ready: /actuator | ready: actuator | 22:10: target.ready must be a path that starts with a slash, but is 'actuator/health'",
        "\"{port}\"       | \"{prot}\"   | 23:29: unknown setting 'prot'; did you mean 'port'?",
        "\"{port}\"       | \"8080\"     | 23:15: no property tells the service its port; add, for example, server.port: \"{port}\"",
        "\"{port}\"       | {port}       | 23:29: target.properties.server.port must be text, but is keys with values; write a placeholder in quotes: \"{port}\"",
        "\"{rows}\"       | \"{port}\"   | 26:24: unknown setting 'port'; valid are pageSize, rows, rate",
        "[db]             | [nowhere]    | 25:16: there is no folder 'nowhere' in the project or beside this file",
        "[db]             | [naive.txt]  | 25:16: there is no folder 'naive.txt' in the project or beside this file",
        "[naive.txt]      | [nay.txt]    | 30:12: there is no file 'nay.txt' in the project or beside this file",
        "- name: fixed    | - name: naive | 31:11: a second variant 'naive'",
        "headline: q      | replicas: 0`headline: q | 34:11: replicas must be between 1 and 8, but is 0",
        "headline: q      | replicas: -1`headline: q | 34:11: replicas must be between 1 and 8, but is -1",
        "headline: q      | replicas: 9`headline: q | 34:11: replicas must be between 1 and 8, but is 9",
        "headline: q      | replicas: 1.5`headline: q | 34:11: replicas must be a whole number, but is 1.5",
        "headline: q      | replicas: two`headline: q | 34:11: replicas must be a number or a setting's name in quotes and braces, but is 'two'",
        "headline: q      | replicas: \"{rows}\"`headline: q | 34:11: replicas must be between 1 and 8, but is 100",
        "headline: q      | replicas: \"{rws}\"`headline: q | 34:11: unknown setting 'rws'; did you mean 'rows'?",
        "headline: q      | replicas: {fixed: 0}`headline: q | 34:19: replicas.fixed must be between 1 and 8, but is 0",
        "headline: q      | replicas: {fixd: 2}`headline: q | 34:12: unknown variant 'fixd'; did you mean 'fixed'?",
        "headline: q      | replicas: {fixed: many}`headline: q | 34:19: replicas.fixed must be a number or a setting's name in quotes and braces, but is 'many'",
        "headline: q      | replicas: {}`headline: q | 34:11: replicas names none; write a number, or leave it out",
        "headline: queriesPerRequest | headline: queryPerRequest | 34:11: unknown measure 'queryPerRequest'; did you mean 'queriesPerRequest'?",
        "quick: {launches: 1, blocks: 8 | quick: {launches: 1, blocks: 7 | 36:32: profiles.quick.blocks must be even, so that each variant gets half, but is 7",
        "quick: {launches: 1 | quick: {launches: 0 | 36:21: profiles.quick.launches must be between 1 and 1000, but is 0",
        "quick: {         | fast: {      | 36:3: unknown key 'fast'; valid are quick, standard, thorough",
        "of naive >       | of naiv >    | 40:5: unknown variant 'naiv'; did you mean 'naive'?",
        "of fixed/naive   | of fixed/now | 41:5: unknown variant 'now'; valid are naive, fixed",
        "p95LatencyMillis | p95Latency   | 41:5: unknown measure 'p95Latency'; did you mean 'p95LatencyMillis'?",
        "naive < 1        | naive < one  | 41:5: 'one' is not a number",
        "> {pageSize}     | > {page}     | 40:5: unknown setting 'page'; did you mean 'pageSize'?",
        "fixed/naive < 1  | fixed/naive = 1 | 41:5: 'p95LatencyMillis of fixed/naive = 1' is no expectation; write 'MEASURE of VARIANT <= NUMBER' or 'MEASURE of VARIANT/VARIANT <= NUMBER', with <, <=, > or >=",
        "name: tiny       | name: &n tiny | 1:7: anchors and aliases (& and *) are not read; write the value out",
        "name: tiny       | name: *n     | 1:7: anchors and aliases (& and *) are not read; write the value out",
        "name: tiny       | name: !!str tiny | 1:7: tags (!) are not read; write plain values",
        "name: tiny       | name: [tiny  | 2:6: no valid YAML: expected ',' or ']', but got :",
        "name: tiny       | name: \"tiny | 17:28: no valid YAML: expected <block end>",
        "story:           | ---`story:   | 4:1: a second document; a file holds one",
      })
  void pointsAtWhatIsWrong(String piece, String replacement, String message) throws IOException {
    Path file = copyOfTiny();
    String good = Files.readString(file);
    assertThat(good).contains(piece.strip());
    Files.writeString(file, good.replace(piece.strip(), replacement.strip().replace('`', '\n')));

    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(file + ":" + message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
        .hasFieldOrPropertyWithValue("kind", FaceoffException.Kind.USAGE);
  }

  @Test
  void refusesAMissingFile() {
    assertRefused(folder.resolve("none.yaml"), "1:1: there is no such file");
  }

  @Test
  void refusesAFolder() {
    assertRefused(folder, "1:1: not a file");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path file = folder.resolve("empty.yaml");
    for (String nothing : List.of("", "\n\n", "# only a comment\n", "---\n")) {
      Files.writeString(file, nothing);

      assertRefused(file, "1:1: the file is empty; it starts with 'name:'");
    }
  }

  @Test
  void refusesABinaryFile() throws IOException {
    Path file = folder.resolve("binary.yaml");
    Files.write(file, new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0});
    assertRefused(file, "1:1: not a text file in UTF-8");

    Files.write(file, "name: a\nb: \0".getBytes(StandardCharsets.UTF_8));
    assertRefused(file, "2:4: not a text file: it holds the control character U+0000");
  }

  @Test
  void refusesAHugeFileBeforeParsingIt() throws IOException {
    Path file = folder.resolve("huge.yaml");
    Files.write(file, new byte[10 * 1024 * 1024]);

    assertRefused(file, "1:1: the file is too large; at most 256 KiB are read");
  }

  @Test
  void refusesAnAliasBomb() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(8) + alias));
    }
    Path file = folder.resolve("bomb.yaml");
    Files.writeString(file, bomb);

    assertRefused(file, "1:5: anchors and aliases (& and *) are not read; write the value out");
  }

  @Test
  void refusesDeepNesting() throws IOException {
    Path file = folder.resolve("deep.yaml");
    Files.writeString(file, "a: " + "[".repeat(100_000));

    assertRefused(file, "1:23: nested more than 20 levels deep");
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .isInstanceOf(BadFileException.class)
        .hasMessage(file + ":" + message);
  }

  private Path copyOfTiny() throws IOException {
    Files.createDirectory(folder.resolve("db"));
    for (String name : List.of("scenario.yaml", "naive.txt", "fixed.txt")) {
      Files.copy(TINY.resolve(name), folder.resolve(name));
    }
    return folder.resolve("scenario.yaml");
  }
}
