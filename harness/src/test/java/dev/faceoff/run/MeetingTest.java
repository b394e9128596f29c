package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.Meeting.Agreed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MeetingTest {
  @TempDir private Path folder;

  @Test
  void allAgreeOnATimeToComeAndOnTheSeedOfTheFirst() throws Exception {
    Instant before = Instant.now();
    List<Agreed> agreed = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Agreed>> coming = new ArrayList<>();
      for (int number : List.of(3, 1, 2)) {
        coming.add(threads.submit(() -> meeting(30).agree(number, 3, 100 + number)));
      }
      for (Future<Agreed> each : coming) {
        agreed.add(each.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(new HashSet<>(agreed)).hasSize(1);
    assertThat(agreed.get(0).seed()).isEqualTo(101);
    // Time enough to see it over a network, and to get ready.
    assertThat(agreed.get(0).startAt()).isAfter(before.plus(PartLaunch.LEAD).plusSeconds(10));
  }

  @Test
  void whoDoesNotComeIsNamed() {
    assertThatThrownBy(() -> meeting(0).agree(1, 3, 1))
        .isInstanceOf(FaceoffException.class)
        .hasMessage("--meet here: part 2 of 3 did not come within 0 s");
  }

  @Test
  void aFolderServesOneMeeting() {
    assertThatThrownBy(() -> meeting(0).agree(2, 2, 1)).hasMessageContaining("part 1 of 2 did not");

    assertThatThrownBy(() -> meeting(0).agree(2, 2, 1))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "--meet here: part 2 of 2 has been there already; remove the folder or choose another");
  }

  private Meeting meeting(int patienceSeconds) {
    return new Meeting(folder.resolve("here"), "here", Duration.ofSeconds(patienceSeconds));
  }
}
