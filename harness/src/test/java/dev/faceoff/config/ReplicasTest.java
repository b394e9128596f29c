package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of each variant are started, by the scenario's file and by the command line. */
class ReplicasTest {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void copyTiny() throws IOException {
    Path tiny = Files.createDirectories(folder.resolve("tiny"));
    Files.createDirectory(tiny.resolve("db"));
    for (String name : List.of("naive.txt", "fixed.txt", "scenario.yaml")) {
      Files.copy(TINY.resolve(name), tiny.resolve(name));
    }
    file = tiny.resolve("scenario.yaml");
  }

  private Scenario tiny(String declared, String... words) throws IOException {
    Files.writeString(file, Files.readString(TINY.resolve("scenario.yaml")) + declared);
    return ScenarioFile.read(
        file, folder, Overrides.NONE.with(Replicas.parse(Arrays.asList(words))));
  }

  @Test
  void oneOfEachIsNothingToSpeakOf() throws IOException {
    assertThat(tiny("").replicas()).isEmpty();
    assertThat(tiny("replicas: 1\n").replicas()).isEmpty();
    assertThat(tiny("").candidate().replica(1)).isEqualTo("fixed");
  }

  @Test
  void aFileDeclaresThemForAllOrForSome() throws IOException {
    assertThat(tiny("replicas: 2\n").replicas()).isEqualTo(Map.of("naive", 2, "fixed", 2));
    assertThat(tiny("replicas: {fixed: 3}\n").replicas()).isEqualTo(Map.of("naive", 1, "fixed", 3));
    assertThat(tiny("replicas: {fixed: 3}\n").candidate().replica(2)).isEqualTo("fixed-2");
    assertThat(tiny("replicas: \"{pageSize}\"\n").mostReplicas()).isEqualTo(5);
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws IOException {
    String declared = "replicas: {naive: 2, fixed: 3}\n";

    assertThat(tiny(declared, "fixed=4").replicas()).isEqualTo(Map.of("naive", 2, "fixed", 4));
    assertThat(tiny(declared, "1").replicas()).isEmpty();
    assertThat(tiny(declared, "8", "naive=1").replicas()).isEqualTo(Map.of("naive", 1, "fixed", 8));
  }

  /** Each of two gets half of the requests, and needs as many as the only one. */
  @Test
  void warmUpsLastAsManyTimesAsLong() throws IOException {
    Profile alone = tiny("").profiles().get(ProfileName.QUICK);
    Profile beside = tiny("", "fixed=3").profiles().get(ProfileName.QUICK);

    assertThat(beside.warmUpSeconds()).isEqualTo(3 * alone.warmUpSeconds());
    assertThat(beside.blockSeconds()).isEqualTo(alone.blockSeconds());
  }

  @Test
  void warmUpsOfDesignsDoTheSame() throws IOException {
    String growth =
        "designs: {growth: {over: rows, values: [10, 20, 40, 80, 160],"
            + " launches: {quick: 1, standard: 2, thorough: 3},"
            + " blocks: 6, blockSeconds: 3, gapSeconds: 1, warmUpSeconds: 2}}\n";

    Scenario growing = tiny(growth, "2");
    Scenario spiking =
        tiny(
            "designs: {spike: {factor: 10, beforeSeconds: 3, spikeSeconds: 5, afterSeconds: 12,"
                + " launches: {quick: 1, standard: 2, thorough: 3}, warmUpSeconds: 4}}\n",
            "2");

    assertThat(growing.designs().growth().orElseThrow().profiles().get(ProfileName.QUICK))
        .isEqualTo(new Profile(1, 6, 3, 1, 4, 1));
    assertThat(spiking.designs().spike().orElseThrow().warmUpSeconds()).isEqualTo(8);
  }

  @Test
  void everySizeOfAGrowthHasThem() throws IOException {
    tiny(
        "designs: {growth: {over: rows, values: [10, 20, 40, 80, 160],"
            + " launches: {quick: 1, standard: 2, thorough: 3},"
            + " blocks: 6, blockSeconds: 3, gapSeconds: 1, warmUpSeconds: 2}}\n");
    Catalogue catalogue = new Catalogue(folder, folder);
    Overrides overrides = Overrides.NONE.with(Replicas.parse(List.of("fixed=2")));
    Scenario found = catalogue.find(List.of("tiny"), overrides).get(0);

    assertThat(catalogue.sizes(found, overrides))
        .hasSize(5)
        .allSatisfy(size -> assertThat(size.replicas()).containsEntry("fixed", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0          | --replicas 0: '0' is no whole number from 1 to 8",
        "-1         | --replicas -1: '-1' is no whole number from 1 to 8",
        "9          | --replicas 9: '9' is no whole number from 1 to 8",
        "two        | --replicas two: 'two' is no whole number from 1 to 8",
        "fixed=     | --replicas fixed=: '' is no whole number from 1 to 8",
        "fixed=1.5  | --replicas fixed=1.5: '1.5' is no whole number from 1 to 8",
        "2,3        | --replicas gives two numbers, 2 and 3; name the variants, as in fixed=3",
        "fixed=2,fixed=3 | --replicas gives 'fixed' twice",
      })
  void refusesOtherWords(String words, String message) {
    assertThatThrownBy(() -> Replicas.parse(List.of(words.split(","))))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(message)
        .hasFieldOrPropertyWithValue("kind", FaceoffException.Kind.USAGE);
  }

  @Test
  void aComparisonOfTwoTargetsRefusesThem() throws IOException {
    tiny("replicas: {fixed: 3}\n");

    assertThatThrownBy(() -> sides("tiny:fixed"))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "tiny:fixed is 3 replicas, and one is compared with one here; leave 'replicas' out of its scenario.yaml, or compare with 'faceoff run tiny'");
    assertThat(sides("tiny:naive").scenario().replicas()).isEmpty();
  }

  private Sides sides(String candidate) {
    return Sides.of(
        new Sides.Asked(
            "tiny:naive",
            candidate,
            Optional.empty(),
            GateFile.none(),
            Optional.empty(),
            Overrides.NONE,
            folder,
            name -> true,
            Set.of()),
        new Catalogue(folder, folder));
  }
}
