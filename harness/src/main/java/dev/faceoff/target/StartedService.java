package dev.faceoff.target;

import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.Supervisor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** A service that is a process of the run: a JVM, or a command with what it starts. */
final class StartedService implements TargetProcess {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);
  private static final int LOG_LINES = 5;
  private static final int EXIT_CODE_OF_TERM = 143;

  private final String name;
  private final String variant;
  private final CommandLine commandLine;
  private final TargetSpec spec;
  private final IntSupplier ports;
  private final Path log;
  private final Supervisor supervisor;
  private volatile int port;
  private volatile int managementPort;
  private volatile ManagedProcess process;

  private StartedService(
      String name,
      String variant,
      CommandLine commandLine,
      IntSupplier ports,
      Path log,
      Supervisor supervisor) {
    this.name = name;
    this.variant = variant;
    this.commandLine = commandLine;
    this.spec = commandLine.spec();
    this.ports = ports;
    this.log = log;
    this.supervisor = supervisor;
  }

  static StartedService launched(
      String name,
      String variant,
      CommandLine commandLine,
      IntSupplier ports,
      Path log,
      Supervisor supervisor) {
    StartedService service = new StartedService(name, variant, commandLine, ports, log, supervisor);
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
    return OptionalLong.of(process.pid());
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

  private URI managementUrl() {
    return spec.ownManagementPort() ? URI.create("http://127.0.0.1:" + managementPort) : url();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void awaitReady(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean relaunched = false;
    Readiness readiness = readiness();
    // The port may be somebody else's, while ours ends because of that.
    while (!(readiness.reached() && process.isAlive())) {
      if (!process.isAlive()) {
        if (!relaunched && portWasTaken()) {
          relaunched = true;
          process.endGroup();
          launch();
          readiness = readiness();
          continue;
        }
        throw notReady(ending());
      }
      if (System.nanoTime() >= end) {
        TargetNotReadyException exception = notReady(readiness.complaint(limit));
        stop();
        throw exception;
      }
      process.waitFor(POLL);
    }
  }

  private Readiness readiness() {
    return Readiness.of(managementUrl(), spec.readyPath());
  }

  private String ending() {
    int code = process.exitCode().orElse(-1);
    return "ended with exit code %d%s"
        .formatted(
            code, code == 0 && !isJvm() ? ", but a command must stay in the foreground" : "");
  }

  @Override
  public void stop() {
    stop(STOP_GRACE);
  }

  @Override
  public void kill() {
    stop(Duration.ZERO);
  }

  private void stop(Duration grace) {
    process.stop(grace);
    if (spec.start() instanceof Start.Command) {
      process.endGroup();
    }
  }

  @Override
  public boolean endsWithin(Duration limit) throws InterruptedException {
    process.signal("TERM");
    return process.waitFor(limit) && process.exitCode().orElse(-1) == EXIT_CODE_OF_TERM;
  }

  @Override
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException(name + " is alive");
    }
    startProcess();
  }

  private void launch() {
    port = ports.getAsInt();
    if (spec.ownManagementPort()) {
      managementPort = ports.getAsInt();
    }
    startProcess();
  }

  private void startProcess() {
    Path temp = supervisor.tempFolder("target-" + port);
    process = supervisor.start(commandLine.process(name, port, managementPort, temp, log));
  }

  private boolean portWasTaken() {
    return process.lastLines(200).stream()
        .anyMatch(
            line ->
                line.toLowerCase(Locale.ROOT).contains("address already in use")
                    || line.contains("port " + port + " was already in use")
                    || line.contains("port " + managementPort + " was already in use")
                    || line.contains("BindException")
                    || line.contains("EADDRINUSE"));
  }

  private TargetNotReadyException notReady(String reason) {
    List<String> lines = process.lastLines(LOG_LINES);
    return new TargetNotReadyException(
        variant,
        "%s %s; %s"
            .formatted(
                name,
                reason,
                lines.isEmpty()
                    ? "its log " + log + " is empty"
                    : "last lines of %s:%n  %s".formatted(log, String.join("\n  ", lines))));
  }
}
