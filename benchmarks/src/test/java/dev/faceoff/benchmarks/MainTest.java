package dev.faceoff.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.run.Machine;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

class MainTest {
  private static final String MACHINE = "-Dfaceoff.machine=" + Machine.machineClass();

  @Test
  void tellsEveryForkTheMachineAndWritesJson() throws Exception {
    Options options = Main.options(new CommandLineOptions());

    assertThat(options.getJvmArgsAppend().get()).containsExactly(MACHINE);
    assertThat(options.getResult().get()).isEqualTo("target/jmh.json");
    assertThat(options.getResultFormat().get()).isEqualTo(ResultFormatType.JSON);
    assertThat(options.shouldFailOnError().get()).isTrue();
    assertThat(options.getForkCount().hasValue()).isFalse();
  }

  @Test
  void keepsWhatIsGiven() throws Exception {
    Options options =
        Main.options(
            new CommandLineOptions(
                "-f", "3", "-rff", "other.json", "-jvmArgsAppend", "-Xmx64m", "Guard"));

    assertThat(options.getForkCount().get()).isEqualTo(3);
    assertThat(options.getResult().get()).isEqualTo("other.json");
    assertThat(options.getIncludes()).containsExactly("Guard");
    assertThat(options.getJvmArgsAppend().get()).containsExactly(MACHINE, "-Xmx64m");
  }

  @Test
  void refusesUnknownArgumentsAndNamesNothingHas() throws Exception {
    assertThat(Main.run("--no-such-option")).isEqualTo(2);
    assertThat(Main.run("no benchmark is called this")).isEqualTo(2);
  }

  @Test
  void listsTheBenchmarks() throws Exception {
    assertThat(Main.run("-l")).isZero();
  }
}
