package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.probe.DateProbe.Look;
import dev.faceoff.probe.DateProbe.Turn;
import dev.faceoff.process.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DateProbeTest {
  @Test
  void aTurnIsBetweenTheLastAnswerBeforeAndTheFirstAfterIt() {
    assertThat(
            DateProbe.turns(
                List.of(
                    new Look(100, 7, 104),
                    new Look(114, 7, 118),
                    new Look(128, 8, 132),
                    new Look(142, 8, 146),
                    // One second is skipped by a server that renews its text now and then.
                    new Look(156, 10, 160))))
        .containsExactly(new Turn(8, 114, 132), new Turn(10, 142, 160));
  }

  @Test
  void theFirstTextIsNoTurn() {
    assertThat(DateProbe.turns(List.of(new Look(100, 7, 104)))).isEmpty();
    assertThat(DateProbe.turns(List.of())).isEmpty();
  }

  @Test
  void answersThatGoBackInTimeAreOfSeveralServersAndTellNothing() {
    assertThat(
            DateProbe.turns(
                List.of(new Look(100, 7, 104), new Look(114, 8, 118), new Look(128, 7, 132))))
        .isEmpty();
  }

  @Test
  void aServerOnThisMachineTurnsWhenItsClockDoes() throws Exception {
    try (LocalServer server = new LocalServer()) {
      server.on("/", exchange -> LocalServer.answer(exchange, 404, ""));

      List<Turn> turns = DateProbe.read(server.at("/health"), Duration.ofMillis(3_200));

      assertThat(turns)
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(
              turn -> {
                // Clocks that are read in different ways may differ by a tick.
                assertThat(turn.afterMillis())
                    .isLessThanOrEqualTo(1_000.0 * turn.epochSecond() + 2);
                assertThat(turn.byMillis())
                    .isGreaterThanOrEqualTo(1_000.0 * turn.epochSecond() - 2);
              });
    }
  }

  @Test
  void aServerThatDoesNotTellTheTimeIsNotGuessedAt() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerWithoutDate(server));
      answering.setDaemon(true);
      answering.start();

      assertThat(
              DateProbe.read(
                  URI.create("http://127.0.0.1:" + server.getLocalPort()), Duration.ofMillis(100)))
          .isEmpty();
    }
  }

  private static void answerWithoutDate(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }
}
