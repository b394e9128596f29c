package dev.faceoff.scenarios.driver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.plan.LoadPlan;
import io.gatling.app.Gatling$;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Plays one plan: {@code GeneratorMain plan.json}.
 *
 * <p>Standard output carries events, one JSON object a line ({@link
 * dev.faceoff.scenarios.plan.GeneratorEvent}); standard error carries warnings. The line {@code
 * stop} on standard input, or its end, which is what a dead parent leaves, stops the load. The exit
 * code is 0 when the plan was played or stopped, else 1 with the reason on standard error.
 */
public final class GeneratorMain {
  private GeneratorMain() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("usage: GeneratorMain PLAN.json");
      System.exit(1);
    }
    PrintStream events = takeStandardOutput();
    try {
      LoadPlan plan = new ObjectMapper().readValue(Path.of(args[0]).toFile(), LoadPlan.class);
      System.exit(play(plan, events));
    } catch (IOException | RuntimeException e) {
      System.err.println("generator: " + e.getMessage());
      e.printStackTrace();
      System.exit(1);
    }
  }

  /** Gatling prints its own progress to standard output, which belongs to the events. */
  private static PrintStream takeStandardOutput() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  private static int play(LoadPlan plan, PrintStream events) throws IOException {
    GatlingSettings.apply(plan);
    FailureCause.listen();
    LoadRun run = new LoadRun(plan, journey(plan.journeyClass()), events);
    stopOnRequest(run);
    PlanSimulation.play(run);
    // Gatling.main would end the process before the samples are closed.
    int code =
        Gatling$.MODULE$.fromArgs(
            new String[] {"--simulation", PlanSimulation.class.getName(), "--no-reports"});
    run.finish();
    return code;
  }

  private static Journey journey(String className) {
    try {
      return Class.forName(className)
          .asSubclass(Journey.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "journey %s is not on the generator's class path".formatted(className), e);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "journey %s must be a public class that implements %s and has a public constructor without arguments"
              .formatted(className, Journey.class.getName()),
          e);
    }
  }

  private static void stopOnRequest(LoadRun run) {
    Thread listener =
        new Thread(
            () -> {
              awaitStop();
              run.stop();
              // Gatling itself would wait for the next arrival of the plan.
              Runtime.getRuntime().halt(0);
            },
            "stop-listener");
    listener.setDaemon(true);
    listener.start();
  }

  private static void awaitStop() {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line;
      do {
        line = lines.readLine();
      } while (line != null && !line.equals("stop"));
    } catch (IOException e) {
      System.err.println("generator: standard input broke, stopping: " + e.getMessage());
    }
  }
}
