package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskedAlikeTest {
  @Test
  void aTargetFileMayLieElsewhereOnEachMachine() {
    Scenario here = with("shop/mine.target.yaml");

    assertThat(AskedAlike.withoutPlaces(with("../mine.target.yaml")))
        .isEqualTo(AskedAlike.withoutPlaces(here));
    assertThat(AskedAlike.withoutPlaces(with("shop/theirs.target.yaml")))
        .isNotEqualTo(AskedAlike.withoutPlaces(here));
  }

  /** The usual pair with a service of the user's own. */
  private static Scenario with(String file) {
    Scenario pair = PartFixture.scenario(100);
    return pair.joinedBy(
        List.of(
            new Variant(
                "mine",
                pair.target(),
                new OwnService(
                    file,
                    List.of("list"),
                    PartFixture.requests(),
                    Set.of(),
                    Dependencies.NONE,
                    List.of(file + " says nothing of its database.")))));
  }
}
