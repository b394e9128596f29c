package dev.faceoff.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.scenarios.plan.LoadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Starts the load generator, a JVM of its own. */
public final class Generator {
  /** By name: Gatling, which it uses, is not on the harness' class path. */
  private static final String MAIN = "dev.faceoff.scenarios.driver.GeneratorMain";

  private static final String LOG = "generator.log";

  private final ProcessStarter starter;
  private final String classPath;
  private final Path temp;
  private final List<String> jvmOptions;
  private final Function<LoadPlan, GeneratorListener> followers;

  /** As below, with no further options. */
  public Generator(ProcessStarter starter, String classPath, Path temp) {
    this(starter, classPath, temp, List.of());
  }

  /** As below, followed by nobody. */
  public Generator(ProcessStarter starter, String classPath, Path temp, List<String> jvmOptions) {
    this(starter, classPath, temp, jvmOptions, plan -> GeneratorListener.NONE);
  }

  /**
   * A generator to start launches with.
   *
   * @param classPath the scenarios' classes and all they need, Gatling included
   * @param temp existing folder for what its libraries unpack, which they leave when it is stopped
   * @param jvmOptions beside those it always gets
   * @param followers what listens to each plan that is played, after whoever plays it
   */
  public Generator(
      ProcessStarter starter,
      String classPath,
      Path temp,
      List<String> jvmOptions,
      Function<LoadPlan, GeneratorListener> followers) {
    this.starter = starter;
    this.classPath = classPath;
    this.temp = temp;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.followers = followers;
  }

  /**
   * Writes the plan and starts to play it.
   *
   * @param folder of this launch; gets plan.json and generator.log
   */
  public GeneratorRun start(LoadPlan plan, Path folder, GeneratorListener listener)
      throws IOException {
    return start(plan, folder, listener, () -> true);
  }

  /**
   * As above, and stops when the load has become pointless.
   *
   * @param useful asked about once a second, on the thread of the generator's events
   */
  public GeneratorRun start(
      LoadPlan plan, Path folder, GeneratorListener listener, BooleanSupplier useful)
      throws IOException {
    Path planFile = write(plan, folder);
    Path log = folder.resolve(LOG);
    Process process = starter.start(command(List.of(planFile.toString())), log);
    return GeneratorRun.only(process, plan, log, listener.and(followers.apply(plan)), useful);
  }

  /**
   * Starts a generator that waits for plans.
   *
   * @param folder gets generator.log
   */
  public GeneratorSession open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve(LOG);
    return new GeneratorSession(starter.start(command(List.of()), log), log, followers);
  }

  static Path write(LoadPlan plan, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path planFile = folder.resolve("plan.json");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(planFile.toFile(), plan);
    return planFile;
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms128m", "-Xmx512m", "-XX:+UseG1GC"));
    // The JVM's performance data must not outlive the run either.
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + temp));
    // Standard output is for events: what the JVM itself has to say goes to the log.
    command.addAll(
        List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=warning:stderr"));
    command.addAll(jvmOptions);
    if (Runtime.version().feature() >= 24) {
      // Netty's native transport and buffers; without, a newer JDK fills the log with warnings.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", classPath, MAIN));
    command.addAll(arguments);
    return command;
  }
}
