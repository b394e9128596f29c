package dev.faceoff.scenarios.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.plan.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredRequestsTest {
  @TempDir private Path folder;

  private final DeclaredRequests journey = new DeclaredRequests();

  @Test
  void isToldAsTextAndReadBack() {
    DeclaredJourney declared = new DeclaredJourney(List.of(request("list", 2, "a.csv")));

    assertThat(DeclaredJourney.of(declared.text())).isEqualTo(declared);
    assertThatThrownBy(() -> DeclaredJourney.of("{}")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void drawsRowsAndRequestsFromThePayloadsRandomNumbers() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), "id\n1\n2\n3\n4\n5\n6\n7\n");
    JourneySettings settings =
        settings(request("often", 9, rows.toString()), request("seldom", 1, rows.toString()));

    int often = 0;
    Set<Object> drawn = new HashSet<>();
    for (int user = 0; user < 2_000; user++) {
      Map<String, Object> payload = journey.payload(SeededRandom.of(1, "payload", user), settings);
      assertThat(payload).isEqualTo(journey.payload(SeededRandom.of(1, "payload", user), settings));
      drawn.add(payload.get("declared.row " + rows));
      often += payload.get("declared.request").equals(0) ? 1 : 0;
    }

    assertThat(drawn).hasSize(7);
    // 1,800 expected, 13 the standard deviation: this seed's figure is no accident.
    assertThat(often).isBetween(1_740, 1_860);
  }

  @Test
  void ownIdsDifferAndHaveOneShape() {
    JourneySettings settings = settings(request("create", 0));
    Set<Object> ids = new HashSet<>();
    for (int user = 0; user < 1_000; user++) {
      Map<String, Object> own = journey.ids(SeededRandom.of(1, "ids", user), settings);
      assertThat(own.get("own.id").toString()).matches("[1-9][0-9]{14}");
      UUID uuid = UUID.fromString(own.get("own.uuid").toString());
      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
      ids.add(own.get("own.id"));
      ids.add(uuid);
    }

    assertThat(ids).hasSize(2_000);
  }

  @Test
  void bodiesAreWrittenAsTheirContentTypeAsks() {
    assertThat(body("{\"a\": 1}", Map.of())).isEqualTo(Template.Form.JSON);
    assertThat(body("[1]", Map.of())).isEqualTo(Template.Form.JSON);
    assertThat(body("<a/>", Map.of("content-type", "application/problem+json; charset=utf-8")))
        .isEqualTo(Template.Form.JSON);
    assertThat(body("a=1", Map.of("Content-Type", "application/x-www-form-urlencoded")))
        .isEqualTo(Template.Form.URL);
    assertThat(body("{ user { name } }", Map.of("Content-Type", "application/graphql")))
        .isEqualTo(Template.Form.PLAIN);
  }

  @Test
  void knowsTheVariablesOfHeaders() {
    DeclaredRequest login =
        new DeclaredRequest(
            "login",
            "POST",
            "/login?key=${KEY}",
            Map.of("Authorization", "Bearer ${TOKEN}"),
            "{\"id\": \"{own.id}\", \"password\": \"${PASSWORD}\"}",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            0);

    assertThat(new DeclaredJourney(List.of(login, request("list", 0))).headerVariables())
        .containsExactly("TOKEN");
  }

  @Test
  void eitherAllOrNoneHaveAWeight() {
    assertThatThrownBy(() -> new DeclaredJourney(List.of(request("a", 1), request("b", 0))))
        .hasMessage("either all requests have a weight, or none has");
  }

  private static Template.Form body(String body, Map<String, String> headers) {
    return new DeclaredRequest(
            "x", "POST", "/", headers, body, List.of(), List.of(), List.of(), List.of(), 0, 0)
        .bodyForm();
  }

  private static JourneySettings settings(DeclaredRequest... requests) {
    return new JourneySettings(
        Map.of(DeclaredJourney.SETTING, new DeclaredJourney(List.of(requests)).text()));
  }

  private static DeclaredRequest request(String name, double weight, String... feeders) {
    return new DeclaredRequest(
        name,
        "GET",
        "/{id}",
        Map.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(feeders),
        weight,
        0);
  }
}
