package dev.faceoff.target;

import dev.faceoff.container.DockerFailedException;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.process.SecretValues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** A service that is started for the run: a JVM, a command with what it starts, or an image. */
final class StartedService implements TargetProcess {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);
  private static final int LOG_LINES = 5;
  private static final int EXIT_CODE_OF_TERM = 143;

  private final String name;
  private final String variant;
  private final TargetSpec spec;
  private final Launched.Launcher launcher;
  private final IntSupplier ports;
  private final Path log;
  private final SecretValues secrets;
  private volatile int port;
  private volatile int managementPort;
  private volatile Launched launched;

  private StartedService(
      String name,
      String variant,
      TargetSpec spec,
      Launched.Launcher launcher,
      IntSupplier ports,
      Path log,
      SecretValues secrets) {
    this.name = name;
    this.variant = variant;
    this.spec = spec;
    this.launcher = launcher;
    this.ports = ports;
    this.log = log;
    this.secrets = secrets;
  }

  /**
   * Launches it.
   *
   * @param secrets that its log may hold, and no message does
   */
  static StartedService launched(
      String name,
      String variant,
      TargetSpec spec,
      Launched.Launcher launcher,
      IntSupplier ports,
      Path log,
      SecretValues secrets) {
    StartedService service = new StartedService(name, variant, spec, launcher, ports, log, secrets);
    service.launch();
    return service;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String variant() {
    return variant;
  }

  @Override
  public OptionalLong pid() {
    return launched.pid();
  }

  @Override
  public boolean isJvm() {
    return spec.start().isJvm();
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public Optional<URI> metricsUrl() {
    return Readiness.at(managementUrl(), spec.metricsPath());
  }

  @Override
  public URI readyUrl() {
    return Readiness.url(managementUrl(), spec.readyPath());
  }

  private URI managementUrl() {
    return spec.ownManagementPort() ? URI.create("http://127.0.0.1:" + managementPort) : url();
  }

  @Override
  public boolean isAlive() {
    return launched.isAlive();
  }

  @Override
  public void awaitReady(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean relaunched = false;
    Readiness readiness = readiness();
    // The port may be somebody else's, while ours ends because of that.
    while (!(readiness.reached() && launched.isAlive())) {
      if (!launched.isAlive()) {
        if (!relaunched && portWasTaken()) {
          relaunched = true;
          launched.stop(Duration.ZERO);
          launch();
          readiness = readiness();
          continue;
        }
        throw notReady(ending());
      }
      if (readiness.obstacle().isPresent() || System.nanoTime() >= end) {
        String inVain = readiness.complaint(limit) + launched.behindPort();
        TargetNotReadyException exception = notReady(readiness.obstacle().orElse(inVain));
        stop();
        throw exception;
      }
      launched.waitFor(POLL);
    }
  }

  private Readiness readiness() {
    return Readiness.of(
        managementUrl(),
        spec.readyPath(),
        "switch that off for the run, as SERVER_SSL_ENABLED: \"false\" does for Spring Boot");
  }

  private String ending() {
    OptionalInt code = launched.exitCode();
    if (code.isEmpty()) {
      return "ended";
    }
    return "ended with exit code %d%s"
        .formatted(
            code.getAsInt(),
            code.getAsInt() == 0 && !isJvm()
                ? ", but %s must stay in the foreground".formatted(program())
                : "");
  }

  private String program() {
    return spec.start() instanceof Start.Image ? "an image's program" : "a command";
  }

  @Override
  public void stop() {
    launched.stop(STOP_GRACE);
  }

  @Override
  public void kill() {
    launched.stop(Duration.ZERO);
  }

  @Override
  public boolean endsWithin(Duration limit) throws InterruptedException {
    launched.terminate();
    return launched.waitFor(limit) && launched.exitCode().orElse(-1) == EXIT_CODE_OF_TERM;
  }

  @Override
  public void startAgain() {
    if (launched.isAlive()) {
      throw new IllegalStateException(name + " is alive");
    }
    launched.stop(Duration.ZERO);
    launched = launcher.launch(port, managementPort);
  }

  private void launch() {
    takePorts();
    try {
      launched = launcher.launch(port, managementPort);
    } catch (DockerFailedException e) {
      if (!saysPortTaken(e.getMessage())) {
        throw new TargetNotReadyException(
            variant, "%s: %s".formatted(name, secrets.masked(e.getMessage())));
      }
      takePorts();
      launched = launcher.launch(port, managementPort);
    }
  }

  private void takePorts() {
    port = ports.getAsInt();
    if (spec.ownManagementPort()) {
      managementPort = ports.getAsInt();
    }
  }

  private boolean portWasTaken() {
    return launched.lastLines(200).stream().anyMatch(this::saysPortTaken);
  }

  private boolean saysPortTaken(String line) {
    return line.toLowerCase(Locale.ROOT).contains("address already in use")
        || line.contains("port " + port + " was already in use")
        || line.contains("port " + managementPort + " was already in use")
        || line.contains("port is already allocated")
        || line.contains("BindException")
        || line.contains("EADDRINUSE");
  }

  private TargetNotReadyException notReady(String reason) {
    List<String> lines = launched.lastLines(LOG_LINES);
    return new TargetNotReadyException(
        variant,
        "%s %s; %s"
            .formatted(
                name,
                reason,
                lines.isEmpty()
                    ? "its log " + log + " is empty"
                    : "last lines of %s:%n  %s"
                        .formatted(log, secrets.masked(String.join("\n  ", lines)))));
  }
}
