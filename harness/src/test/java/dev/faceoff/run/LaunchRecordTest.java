package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchRecordTest {
  private final Interruption interruption = new Interruption();
  private final List<String> notes = new ArrayList<>();
  private final List<Integer> played = new ArrayList<>();

  private record Launch(int number, boolean isWhole, Optional<String> complaint) {
    static Launch good(int number) {
      return new Launch(number, true, Optional.empty());
    }

    static Launch bad(int number) {
      return new Launch(number, true, Optional.of("It was late."));
    }
  }

  private final RunListener listener =
      new RunListener() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public void note(String line) {
          notes.add(line);
        }

        @Override
        public void failed(String scenario, FaceoffException cause) {}
      };

  private static LaunchRecord<Launch> of(int planned) {
    return new LaunchRecord<>(
        planned, Launch::number, Launch::isWhole, launch -> launch.complaint().stream().toList());
  }

  /** Plays launches of which those with these numbers are disturbed. */
  private LaunchRecord<Launch> filled(int planned, Integer... disturbed) throws Exception {
    LaunchRecord<Launch> record = of(planned);
    record.fill(
        number -> {
          played.add(number);
          return List.of(disturbed).contains(number) ? Launch.bad(number) : Launch.good(number);
        },
        interruption,
        listener);
    return record;
  }

  @Test
  void playsAsManyAsWerePlanned() throws Exception {
    LaunchRecord<Launch> record = filled(3);

    assertThat(played).containsExactly(0, 1, 2);
    assertThat(record.outcome(false, "").status()).isEqualTo(Status.VALID);
    assertThat(record.outcome(false, "").sound()).hasSize(3);
    assertThat(record.notes(Status.VALID)).isEmpty();
  }

  @Test
  void oneThatWasDisturbedIsMeasuredAgainAndTheNextLeftOut() throws Exception {
    LaunchRecord<Launch> record = filled(3, 0, 2);

    assertThat(played).containsExactly(0, 1, 2, 3);
    assertThat(notes).containsExactly("launch 1 is measured again: It was late.");
    assertThat(record.outcome(false, "").sound()).extracting(Launch::number).containsExactly(1, 3);
    assertThat(record.notes(Status.VALID))
        .containsExactly(
            "A launch was measured again. It was late.", "Launch 3 does not count. It was late.");
    // Where the status tells why, the note would say it twice.
    assertThat(record.notes(Status.INVALID)).hasSize(1);
  }

  @Test
  void noneThatWasSoundIsInvalid() throws Exception {
    assertThat(filled(2, 0, 1, 2).outcome(false, ""))
        .isEqualTo(
            new LaunchRecord.Outcome<Launch>(
                Status.INVALID,
                List.of("None of 2 launches was sound.", "It was late."),
                List.of()));
  }

  @Test
  void anInterruptionEndsItAndKeepsWhatIsThere() throws Exception {
    LaunchRecord<Launch> record = of(3);
    record.fill(
        number -> {
          if (number == 1) {
            interruption.request();
          }
          return new Launch(number, number == 0, Optional.of("It was late."));
        },
        interruption,
        listener);

    // The first was disturbed and is measured again, which the user breaks off.
    assertThat(record.whole()).isEmpty();
    assertThat(record.outcome(true, "the first was over."))
        .isEqualTo(
            new LaunchRecord.Outcome<Launch>(
                Status.PARTIAL, List.of("Interrupted before the first was over."), List.of()));
  }

  @Test
  void aFailureSaysHowFarItGot() throws Exception {
    LaunchRecord<Launch> record = of(3);
    assertThat(record.failed("It broke.").reasons()).containsExactly("It broke.");

    record.add(Launch.good(0));
    assertThat(record.failed("It broke.").reasons())
        .containsExactly("It broke.", "1 of 3 launches were complete.");
  }
}
