package dev.faceoff.scenarios.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the harness says on standard input, a line each: {@code play FILE} names a plan to play when
 * the one before has ended; {@code rate N} changes the arrivals a second of standing load; {@code
 * stop} stops the load and the process, and so does the end of the input, which is what a dead
 * parent leaves.
 */
final class Orders {
  private static final String STOP = "stop";
  private static final String PLAY = "play ";
  private static final String RATE = "rate ";

  private final BlockingQueue<Path> plans = new LinkedBlockingQueue<>();
  private volatile Optional<LoadRun> playing = Optional.empty();

  private Orders() {}

  /** Listens from now on. */
  static Orders listen() {
    Orders orders = new Orders();
    Thread listener = new Thread(orders::read, "stop-listener");
    listener.setDaemon(true);
    listener.start();
    return orders;
  }

  /** Waits for the next plan. */
  Path nextPlan() throws InterruptedException {
    return plans.take();
  }

  /** Tells what is to be stopped from now on. */
  void playing(LoadRun run) {
    playing = Optional.of(run);
  }

  private void read() {
    awaitStop();
    playing.ifPresent(LoadRun::stop);
    // Gatling itself would wait for the next arrival of the plan.
    Runtime.getRuntime().halt(0);
  }

  private void awaitStop() {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line;
      while ((line = lines.readLine()) != null && !line.equals(STOP)) {
        if (line.startsWith(PLAY)) {
          plans.add(Path.of(line.substring(PLAY.length())));
        } else if (line.startsWith(RATE)) {
          double perSecond = Double.parseDouble(line.substring(RATE.length()));
          playing.ifPresent(run -> run.rate(perSecond));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("generator: standard input broke, stopping: " + e.getMessage());
    }
  }
}
