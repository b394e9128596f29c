package dev.faceoff.scenarios.driver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.plan.LoadPlan;
import io.gatling.app.Gatling$;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Plays one plan, {@code GeneratorMain plan.json}, or without an argument those that standard input
 * names, one after the other ({@link Orders}).
 *
 * <p>Standard output carries events, one JSON object a line ({@link
 * dev.faceoff.scenarios.plan.GeneratorEvent}); standard error carries warnings. The exit code is 0
 * when the plans were played or stopped, else 1 with the reason on standard error.
 */
public final class GeneratorMain {
  private GeneratorMain() {}

  public static void main(String[] args) {
    if (args.length > 1) {
      System.err.println("usage: GeneratorMain [PLAN.json]");
      System.exit(1);
    }
    PrintStream events = takeStandardOutput();
    try {
      Orders orders = Orders.listen();
      if (args.length == 1) {
        System.exit(play(Path.of(args[0]), orders, events));
      }
      int code;
      do {
        code = play(orders.nextPlan(), orders, events);
      } while (code == 0);
      System.exit(code);
    } catch (IOException | InterruptedException | RuntimeException e) {
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

  private static int play(Path file, Orders orders, PrintStream events) throws IOException {
    LoadPlan plan = new ObjectMapper().readValue(file.toFile(), LoadPlan.class);
    GatlingSettings.apply(plan);
    FailureCause.listen();
    LoadRun run = new LoadRun(plan, journey(plan.journeyClass()), events);
    orders.playing(run);
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
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "journey %s needs what is not there, or was compiled for a newer Java: %s"
              .formatted(className, e),
          e);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "journey %s must be a public class that implements %s and has a public constructor without arguments"
              .formatted(className, Journey.class.getName()),
          e);
    }
  }
}
