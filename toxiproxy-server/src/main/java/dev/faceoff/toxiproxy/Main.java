package dev.faceoff.toxiproxy;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** Runs the server as a program, until it is ended. */
public final class Main {
  private static final int WRONG_USAGE = 2;
  private static final int FAILED = 1;

  private static final String USAGE =
      """
      Usage: [--host 127.0.0.1] [--port 8474] [--seed 0] [--metrics] [--reset-live-connections]

        --host                    where the API listens
        --port                    its port; 0 for a free one
        --seed                    what toxicity, jitter and slices are drawn from
        --metrics                 answer /metrics
        --reset-live-connections  reset_peer also resets connections older than itself
      """;

  private Main() {}

  /**
   * Takes the options of the usage text; ends with 2 for others, and with 1 if it cannot listen.
   */
  public static void main(String[] args) throws InterruptedException {
    ToxiproxyServer server;
    try {
      server = settings(List.of(args)).start();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(WRONG_USAGE);
      return;
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(FAILED);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("Toxiproxy API on " + server.uri());
    // The server's threads are daemons.
    Thread.currentThread().join();
  }

  static ToxiproxyServer.Builder settings(List<String> args) {
    ToxiproxyServer.Builder settings = ToxiproxyServer.builder().port(ToxiproxyServer.DEFAULT_PORT);
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--host" -> settings.host(value(option, rest));
        case "--port" -> settings.port((int) number(option, rest, 0, 0xffff));
        case "--seed" -> settings.seed(number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE));
        case "--metrics" -> settings.metrics(true);
        case "--reset-live-connections" -> settings.resetLiveConnections(true);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return settings;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static long number(String option, Iterator<String> rest, long least, long most) {
    String value = value(option, rest);
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s needs a number from %d to %d, but got %s".formatted(option, least, most, value));
  }
}
