package dev.faceoff.benchmarks;

import dev.faceoff.run.Machine;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH's command line with three defaults: the results go to {@code target/jmh.json}, a benchmark
 * that fails ends the run, and every fork is told which class of machine it runs on, so that the
 * results file says so ({@code jvmArgs}).
 */
public final class Main {
  /** The property that tells the machine's class. */
  static final String MACHINE_PROPERTY = "faceoff.machine";

  private static final String RESULT = "target/jmh.json";

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments));
  }

  /** Returns 0, 1 if a benchmark failed, 2 if the arguments are wrong. */
  static int run(String... arguments) throws Exception {
    try {
      CommandLineOptions given = new CommandLineOptions(arguments);
      if (given.shouldHelp()) {
        given.showHelp();
      } else if (given.shouldList()) {
        new Runner(given).list();
      } else {
        var unused = new Runner(options(given)).run();
      }
      return 0;
    } catch (CommandLineOptionException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (NoBenchmarksException e) {
      System.err.println("no benchmark's name matches; -Djmh.args=-l lists them");
      return 2;
    } catch (RunnerException e) {
      System.err.println("a benchmark failed: " + e.getMessage());
      return 1;
    }
  }

  /** What was given, and the defaults for the rest. */
  static Options options(CommandLineOptions given) {
    List<String> jvmArguments = new ArrayList<>();
    jvmArguments.add("-D%s=%s".formatted(MACHINE_PROPERTY, Machine.machineClass()));
    jvmArguments.addAll(given.getJvmArgsAppend().orElse(List.of()));
    return new OptionsBuilder()
        .parent(given)
        .resultFormat(given.getResultFormat().orElse(ResultFormatType.JSON))
        .result(given.getResult().orElse(RESULT))
        .shouldFailOnError(true)
        .jvmArgsAppend(jvmArguments.toArray(String[]::new))
        .build();
  }
}
