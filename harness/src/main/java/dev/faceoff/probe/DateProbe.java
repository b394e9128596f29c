package dev.faceoff.probe;

import dev.faceoff.process.HttpConnections;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When the {@code Date} of a server's answers (RFC 9110, 6.6.1) turns to the next second, by this
 * machine's clock.
 *
 * <p>A turn is one moment, whoever sees it: machines that see the same one know by how much their
 * clocks differ, to about the time between two answers. It is no matter whether the server's clock
 * is right, nor that servers keep a second's text for up to a second more.
 */
public final class DateProbe {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final long BETWEEN_MILLIS = 10;
  private static final double SECOND_MILLIS = 1_000;
  private static final int BAD_REQUEST = 400;

  private DateProbe() {}

  /**
   * A turn to a second.
   *
   * @param epochSecond the text from then on
   * @param afterMillis it was not before, by this machine's clock: an answer that was asked for
   *     then had an older text
   * @param byMillis it was not later: an answer that was there then had it
   */
  public record Turn(long epochSecond, double afterMillis, double byMillis) {}

  /**
   * One answer.
   *
   * @param sentMillis when it was asked for, by this machine's clock
   * @param receivedMillis when it was there, by this machine's clock
   */
  record Look(double sentMillis, long epochSecond, double receivedMillis) {}

  /**
   * Asks again and again for so long, which should be more than two seconds.
   *
   * @return the turns in order; none if answers have no date, or go back in time, as those of
   *     several servers do
   */
  public static List<Turn> read(URI url, Duration duration) throws InterruptedException {
    List<Look> looks = new ArrayList<>();
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - end < 0) {
      look(url).ifPresent(looks::add);
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
    }
    return turns(looks);
  }

  static List<Turn> turns(List<Look> looks) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 1; i < looks.size(); i++) {
      Look before = looks.get(i - 1);
      Look now = looks.get(i);
      if (now.epochSecond() < before.epochSecond()) {
        return List.of();
      }
      if (now.epochSecond() > before.epochSecond()) {
        turns.add(new Turn(now.epochSecond(), before.sentMillis(), now.receivedMillis()));
      }
    }
    return turns;
  }

  private static Optional<Look> look(URI url) {
    try {
      HttpURLConnection connection = HttpConnections.open(url);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      double sent = nowMillis();
      int status = connection.getResponseCode();
      double received = nowMillis();
      drain(status < BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream());
      long date = connection.getDate();
      return date == 0
          ? Optional.empty()
          : Optional.of(new Look(sent, TimeUnit.MILLISECONDS.toSeconds(date), received));
    } catch (IOException e) {
      // Another answer will do.
      return Optional.empty();
    }
  }

  /**
   * So that the connection can be used again.
   *
   * @param body null where an answer that is no success has none
   */
  private static void drain(InputStream body) throws IOException {
    if (body != null) {
      try (body) {
        body.readAllBytes();
      }
    }
  }

  private static double nowMillis() {
    Instant now = Instant.now();
    return now.getEpochSecond() * SECOND_MILLIS + now.getNano() / 1e6;
  }
}
