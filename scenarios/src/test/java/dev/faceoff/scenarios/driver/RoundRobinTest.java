package dev.faceoff.scenarios.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
  private static final List<String> THREE = List.of("first", "second", "third");

  @Test
  void requestsOfAnEndpointGoToEachReplicaInTurn() {
    RoundRobin turn = new RoundRobin(THREE);

    assertThat(IntStream.range(0, 7).mapToObj(request -> turn.next(0)))
        .containsExactly("first", "second", "third", "first", "second", "third", "first");
  }

  /** Were there one turn for all, two of two would share no endpoint. */
  @Test
  void everyEndpointIsSharedWhateverTheJourney() {
    RoundRobin turn = new RoundRobin(List.of("first", "second"));
    Map<String, Integer> lists = new HashMap<>();
    Map<String, Integer> details = new HashMap<>();

    for (int user = 0; user < 10; user++) {
      lists.merge(turn.next(0), 1, Integer::sum);
      details.merge(turn.next(1), 1, Integer::sum);
    }

    assertThat(lists).containsOnly(Map.entry("first", 5), Map.entry("second", 5));
    assertThat(details).isEqualTo(lists);
  }

  @Test
  void aUserMeetsAnotherReplicaAtTheNextEndpoint() {
    RoundRobin turn = new RoundRobin(THREE);

    for (int user = 0; user < 9; user++) {
      assertThat(turn.next(0)).isNotEqualTo(turn.next(1));
    }
  }

  @Test
  void sharesEvenlyAmongThreadsToo() throws Exception {
    RoundRobin turn = new RoundRobin(THREE);
    Callable<Map<String, Integer>> calls =
        () -> {
          Map<String, Integer> counts = new HashMap<>();
          for (int request = 0; request < 3_000; request++) {
            counts.merge(turn.next(request % 2), 1, Integer::sum);
          }
          return counts;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Map<String, Integer> all = new HashMap<>();
    try {
      for (Future<Map<String, Integer>> each : threads.invokeAll(Collections.nCopies(4, calls))) {
        each.get().forEach((address, count) -> all.merge(address, count, Integer::sum));
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(all)
        .containsOnly(
            Map.entry("first", 4_000), Map.entry("second", 4_000), Map.entry("third", 4_000));
  }

  @Test
  void aSingleReplicaIsNoChoice() {
    RoundRobin turn = new RoundRobin(List.of("only"));

    assertThat(turn.chooses()).isFalse();
    assertThat(turn.next(0)).isEqualTo("only");
    assertThat(turn.next(3)).isEqualTo("only");
  }
}
