package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A load generator that plays one plan after the other: its JVM starts once, and is warm from the
 * second plan on. Closing ends it at once.
 */
public final class GeneratorSession implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Function<LoadPlan, GeneratorListener> followers;

  GeneratorSession(Process process, Path log, Function<LoadPlan, GeneratorListener> followers) {
    this.process = process;
    this.log = log;
    this.followers = followers;
  }

  /**
   * Writes a plan and has it played. The one before must have come to its end; one that was stopped
   * or failed has ended the generator.
   *
   * @param folder of this plan; gets plan.json
   * @param useful asked about once a second, on the thread of the generator's events
   */
  public GeneratorRun play(
      LoadPlan plan, Path folder, GeneratorListener listener, BooleanSupplier useful)
      throws IOException {
    Path planFile = Generator.write(plan, folder);
    GeneratorRun run =
        GeneratorRun.oneOfMany(process, plan, log, listener.and(followers.apply(plan)), useful);
    try {
      Writer input = process.outputWriter(StandardCharsets.UTF_8);
      input.write("play " + planFile.toAbsolutePath() + "\n");
      input.flush();
    } catch (IOException e) {
      // It has ended: whoever waits for the run learns why.
    }
    return run;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
