package dev.faceoff.target;

import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A service under test, or one it depends on, in a JVM of its own.
 *
 * <p>{@link #start} returns at once, so that several start side by side; {@link #awaitReady} waits.
 */
public final class TargetProcess implements AutoCloseable {
  /** Several services starting on a small, loaded machine take 15 s each. */
  public static final Duration READY_WAIT = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);
  private static final int LOG_LINES = 5;
  private static final int EXIT_CODE_OF_TERM = 143;
  private static final String SECRET = ".password";

  private final String name;
  private final TargetSpec spec;
  private final Variant variant;
  private final String classPath;
  private final List<String> jvmOptions;
  private final Map<String, String> placeholders;
  private final IntSupplier ports;
  private final Path log;
  private final Supervisor supervisor;
  private volatile int port;
  private volatile int managementPort;
  private volatile ManagedProcess process;

  private TargetProcess(
      String name,
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      IntSupplier ports,
      Path log,
      Supervisor supervisor) {
    this.name = name;
    this.spec = spec;
    this.variant = variant;
    this.classPath = classPath;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.placeholders = Map.copyOf(placeholders);
    this.ports = ports;
    this.log = log;
    this.supervisor = supervisor;
  }

  /**
   * Starts the service on a free port.
   *
   * @param classPath see {@link ClassPath}
   * @param jvmOptions beside those every service gets; see {@link ClassArchive}
   * @param placeholders values by name, all but {@code port} and {@code managementPort}; those that
   *     end in {@code .password} for its environment only
   * @param log file its output is appended to
   * @throws UnknownPlaceholderException if a property asks for a value there is not, or none asks
   *     for the port
   */
  public static TargetProcess start(
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      Path log,
      Supervisor supervisor) {
    return start(
        spec, variant, classPath, jvmOptions, placeholders, LoopbackPorts::free, log, supervisor);
  }

  /**
   * Starts a service that a variant depends on, on a free port; as above, but without the variant's
   * own properties.
   *
   * @param service its name, for messages
   */
  public static TargetProcess startService(
      String service,
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      Path log,
      Supervisor supervisor) {
    TargetProcess target =
        new TargetProcess(
            service + " of " + variant.name(),
            spec,
            new Variant(variant.name(), Map.of(), List.of(), List.of()),
            classPath,
            jvmOptions,
            placeholders,
            LoopbackPorts::free,
            log,
            supervisor);
    target.launch();
    return target;
  }

  /** As above, with ports to try in turn. */
  static TargetProcess start(
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      IntSupplier ports,
      Path log,
      Supervisor supervisor) {
    TargetProcess target =
        new TargetProcess(
            variant.name(),
            spec,
            variant,
            classPath,
            jvmOptions,
            placeholders,
            ports,
            log,
            supervisor);
    target.launch();
    return target;
  }

  /** Name in messages: that of the variant, or for example "gateway of naive". */
  public String name() {
    return name;
  }

  public String variant() {
    return variant.name();
  }

  /** The id of its JVM; may be another one before {@link #awaitReady} has returned. */
  public long pid() {
    return process.pid();
  }

  /** Its address; may be another one before {@link #awaitReady} has returned. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Address of its metrics; empty when it has none. */
  public Optional<URI> metricsUrl() {
    return spec.metricsPath().isBlank()
        ? Optional.empty()
        : Optional.of(managementUrl().resolve(spec.metricsPath()));
  }

  private URI managementUrl() {
    return spec.ownManagementPort() ? URI.create("http://127.0.0.1:" + managementPort) : url();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until the service can be loaded; starts it once more when its port was taken meanwhile.
   * Called by one thread; another may stop the service at any time.
   *
   * @throws TargetNotReadyException if it ends or does not answer within the limit; the message has
   *     the last lines of its log
   */
  public void awaitReady(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean relaunched = false;
    while (!answers()) {
      if (!process.isAlive()) {
        if (!relaunched && portWasTaken()) {
          relaunched = true;
          launch();
          continue;
        }
        throw notReady("ended with exit code " + process.exitCode().orElse(-1));
      }
      if (System.nanoTime() >= end) {
        String reason = "did not answer 200 within %d s".formatted(limit.toSeconds());
        TargetNotReadyException exception = notReady(reason);
        stop();
        throw exception;
      }
      process.waitFor(POLL);
    }
  }

  /** Asks it to end, and kills it when it does not. */
  public void stop() {
    process.stop(STOP_GRACE);
  }

  /**
   * Asks it to end and lets it take its time, as it must to write a {@link ClassArchive}.
   *
   * @return whether it ended as asked; else it may be alive still, or have failed while ending
   */
  public boolean endsWithin(Duration limit) throws InterruptedException {
    process.signal("TERM");
    return process.waitFor(limit) && process.exitCode().orElse(-1) == EXIT_CODE_OF_TERM;
  }

  /** Kills it. */
  public void kill() {
    process.stop(Duration.ZERO);
  }

  /**
   * Starts it again where it was, once it has ended; {@link #awaitReady} waits for it as before.
   *
   * @throws IllegalStateException if it is alive
   */
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException(name + " is alive");
    }
    startProcess();
  }

  @Override
  public void close() {
    stop();
  }

  private void launch() {
    port = ports.getAsInt();
    if (spec.ownManagementPort()) {
      managementPort = ports.getAsInt();
    }
    startProcess();
  }

  private void startProcess() {
    Map<String, String> properties = new HashMap<>(spec.properties());
    properties.putAll(variant.properties());
    if (!Placeholders.uses(properties, "port")) {
      throw new UnknownPlaceholderException(
          "no property of %s asks for {port}; set, for example, server.port to it"
              .formatted(spec.mainClass()));
    }
    Map<String, String> values = new HashMap<>(placeholders);
    values.put("port", String.valueOf(port));
    if (spec.ownManagementPort()) {
      values.put("managementPort", String.valueOf(managementPort));
    }
    Map<String, String> environment = Placeholders.resolve(spec.environment(), values);
    // Every process of the machine may read a command line.
    values.keySet().removeIf(placeholder -> placeholder.endsWith(SECRET));

    Path temp = supervisor.tempFolder("java-" + port);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms%dm".formatted(spec.heapMebibytes()));
    command.add("-Xmx%dm".formatted(spec.heapMebibytes()));
    // Neither the JVM's performance data nor the web server's folder may outlive the run.
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + temp);
    command.addAll(jvmOptions);
    Placeholders.resolve(properties, values)
        .forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.addAll(List.of("-cp", classPath, spec.mainClass()));
    ProcessSpec processSpec =
        ProcessSpec.of(name, command, log).without(ProcessSpec.JVM_OPTION_VARIABLES);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      processSpec = processSpec.withEnvironment(variable.getKey(), variable.getValue());
    }
    process = supervisor.start(processSpec);
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) managementUrl().resolve(spec.readyPath()).toURL().openConnection();
      connection.setConnectTimeout(REQUEST_TIMEOUT_MILLIS);
      connection.setReadTimeout(REQUEST_TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      try {
        // The port may be somebody else's, while ours ends because of that.
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK && process.isAlive();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private boolean portWasTaken() {
    return process.lastLines(200).stream()
        .anyMatch(
            line ->
                line.contains("Address already in use")
                    || line.contains("port " + port + " was already in use")
                    || line.contains("port " + managementPort + " was already in use")
                    || line.contains("BindException"));
  }

  private TargetNotReadyException notReady(String reason) {
    List<String> lines = process.lastLines(LOG_LINES);
    return new TargetNotReadyException(
        variant.name(),
        "%s %s; %s"
            .formatted(
                name,
                reason,
                lines.isEmpty()
                    ? "its log " + log + " is empty"
                    : "last lines of %s:%n  %s".formatted(log, String.join("\n  ", lines))));
  }
}
