package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.load.FailedAnswers;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final int FIND = 0;
  private static final int SHOW = 1;

  @TempDir private Path folder;
  private final ByteArrayOutputStream samples = new ByteArrayOutputStream();

  @Test
  void namesTheFirstEndpointThatNobodyAnsweredWell() {
    ended(FIND, Outcome.OK, 200);
    ended(FIND, Outcome.STATUS, 500);
    ended(SHOW, Outcome.STATUS, 401);
    ended(SHOW, Outcome.STATUS, 401);
    ended(SHOW, Outcome.TIMEOUT, 0);

    assertThatThrownBy(() -> Refusals.requireGoodAnswers(plan()))
        .isInstanceOf(FaceoffException.class)
        .hasMessageStartingWith("every answer to show was 401: give it a header");
  }

  @Test
  void namesTheStatusThatWasAskedForAndTheOneThatCame() {
    ended(FIND, Outcome.OK, 200);
    ended(SHOW, Outcome.STATUS, 200);
    Map<String, String> settings = Map.of(DeclaredJourney.SETTING, showAsksFor(201));

    assertThatThrownBy(
            () -> Refusals.requireGoodAnswers(plan(DeclaredJourney.JOURNEY_CLASS, settings)))
        .hasMessage(
            "every answer to show was 200, but its 'status' asks for 201: write 200 there if that is a good answer");
  }

  @Test
  void ofAUsersOnlyWhatItsOwnRequestsAskForCounts() {
    ended(SHOW, Outcome.OK, 200);
    endedOfMine(SHOW, Outcome.STATUS, 401);

    assertThatThrownBy(
            () ->
                Refusals.requireGoodAnswers(
                    plan("Any", Map.of(), Map.of("mine", showAsksFor(201))), List.of(mine())))
        .hasMessageStartingWith(
            "mine: every answer to show was 401, but its 'status' asks for 201: give it a header");
    assertThatThrownBy(
            () ->
                Refusals.requireGoodAnswers(
                    plan("Any", Map.of(), Map.of("baseline", showAsksFor(201))), List.of(mine())))
        .hasMessageStartingWith("mine: every answer to show was 401: give it a header");
  }

  private static String showAsksFor(int status) {
    DeclaredRequest show =
        new DeclaredRequest(
            "show",
            "POST",
            "/",
            Map.of(),
            "",
            List.of(status),
            List.of(),
            List.of(),
            List.of(),
            0,
            0);
    return new DeclaredJourney(List.of(show)).text();
  }

  @Test
  void oneGoodAnswerOfOneSideIsEnough() {
    ended(FIND, Outcome.STATUS, 500);
    ended(FIND, Outcome.OK, 200);

    assertThatCode(() -> Refusals.requireGoodAnswers(plan())).doesNotThrowAnyException();
  }

  @Test
  void oneOfAUsersThatTurnsAllAwayIsNamedThoughOthersAnswer() {
    ended(FIND, Outcome.OK, 200);
    endedOfMine(FIND, Outcome.STATUS, 401);

    assertThatThrownBy(() -> Refusals.requireGoodAnswers(plan(), List.of(shipped(), mine())))
        .isInstanceOf(FaceoffException.class)
        .hasMessageStartingWith("mine: every answer to find was 401: give it a header");
  }

  @Test
  void shippedOnesAreNotSuspected() {
    ended(FIND, Outcome.STATUS, 500);
    endedOfMine(FIND, Outcome.STATUS, 503);
    endedOfMine(FIND, Outcome.OK, 200);

    assertThatCode(() -> Refusals.requireGoodAnswers(plan(), List.of(shipped(), mine())))
        .doesNotThrowAnyException();
  }

  private static Variant shipped() {
    return new Variant("baseline", Optional.empty(), Map.of(), List.of(), List.of());
  }

  private static Variant mine() {
    TargetSpec spec =
        new TargetSpec(
            new Start.Running(URI.create("http://127.0.0.1:2")),
            OptionalInt.empty(),
            "",
            "",
            false,
            Map.of(),
            Map.of());
    return new Variant("mine", Optional.of(spec), Map.of(), List.of(), List.of());
  }

  @Test
  void aCheckThatNothingMeetsIsQuoted() {
    DeclaredRequest show =
        new DeclaredRequest(
            "show",
            "GET",
            "/",
            Map.of(),
            "",
            List.of(),
            List.of("Order\n 17", "x".repeat(61)),
            List.of("$.id"),
            Map.of("first", "$.items[0]"),
            List.of(),
            0,
            0);

    assertThat(Refusals.sentence(new FailedAnswers("show", Outcome.CHECK, 200), List.of(show)))
        .isEqualTo(
            "no answer to show holds what its checks ask for (contains 'Order 17', contains '%s…', jsonPath '$.id', capture '$.items[0]'), though the status was 200: an error page, or a wrong check"
                .formatted("x".repeat(60)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STATUS  | 403 | every answer to find was 403: give it a header",
        "STATUS  | 503 | every answer to find was 503: its log may tell why",
        "CHECK   | 200 | no answer to find holds what its checks ask for, though the status was 200",
        "TIMEOUT | 0   | no answer to find came in time",
        "CONNECT | 0   | nobody accepts the connections of find",
        "OTHER   | 0   | every request to find broke off without an answer",
      })
  void saysWhatHappened(Outcome outcome, int status, String sentence) {
    assertThat(Refusals.sentence(new FailedAnswers("find", outcome, status), List.of()))
        .startsWith(sentence);
  }

  private void ended(int endpoint, Outcome outcome, int status) {
    ended(0, endpoint, outcome, status);
  }

  private void endedOfMine(int endpoint, Outcome outcome, int status) {
    ended(1, endpoint, outcome, status);
  }

  private void ended(int block, int endpoint, Outcome outcome, int status) {
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    SampleFile.put(record, block, 0, endpoint, outcome, status, 0, SampleFile.UNPLANNED, 0, 1);
    samples.writeBytes(record.array());
  }

  private LoadPlan plan() throws IOException {
    return plan("Any", Map.of());
  }

  private LoadPlan plan(String journeyClass, Map<String, String> settings) throws IOException {
    return plan(journeyClass, settings, Map.of());
  }

  private LoadPlan plan(
      String journeyClass, Map<String, String> settings, Map<String, String> ownRequests)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SampleFile.header(List.of("find", "show")));
    file.writeBytes(samples.toByteArray());
    Path written = Files.write(folder.resolve("samples.bin"), file.toByteArray());
    return new LoadPlan(
        journeyClass,
        settings,
        1,
        Map.of("baseline", List.of("http://127.0.0.1:1"), "mine", List.of("http://127.0.0.1:2")),
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "baseline", -1, 0, 1, 1, 0),
            new PlannedBlock(1, Purpose.WARM_UP, "mine", -1, 2, 1, 1, 0)),
        1000,
        written.toString(),
        ownRequests);
  }
}
