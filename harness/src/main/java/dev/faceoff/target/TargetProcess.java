package dev.faceoff.target;

import dev.faceoff.container.ContainerSpec;
import dev.faceoff.container.DockerEngine;
import dev.faceoff.container.Image;
import dev.faceoff.container.RunContainer;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.SecretValues;
import dev.faceoff.process.Supervisor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * A service under test, or one it depends on: a process or container of the run, or a service that
 * runs already.
 *
 * <p>{@link #start} returns at once, so that several start side by side; {@link #awaitReady} waits.
 */
public sealed interface TargetProcess extends AutoCloseable permits StartedService, RunningService {
  /**
   * Starts the service on a free port, or takes note of the one that runs already.
   *
   * @param name in messages, see {@link Variant#replica}
   * @param classPath of a {@link Start.JvmClass}, see {@link ClassPath}; the others bring their own
   * @param jvmOptions of a {@link Start.JvmClass} beside those every service gets; see {@link
   *     ClassArchive}
   * @param placeholders values by name, all but {@code port}, {@code managementPort} and {@code
   *     temp}; those that end in {@code .password} for its environment only
   * @param sent what requests are made of: secrets in it are masked where the log is quoted
   * @param log file its output is appended to
   * @throws UnknownPlaceholderException if a value is asked for that there is not, or the port is
   *     asked for by none
   */
  static TargetProcess start(
      String name,
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      Collection<String> sent,
      Path log,
      Supervisor supervisor) {
    return start(
        name,
        spec,
        variant,
        classPath,
        jvmOptions,
        placeholders,
        sent,
        LoopbackPorts::free,
        log,
        supervisor);
  }

  /** As above, with ports to try in turn. */
  static TargetProcess start(
      String name,
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      Collection<String> sent,
      IntSupplier ports,
      Path log,
      Supervisor supervisor) {
    return spec.start() instanceof Start.Running running
        ? new RunningService(variant.name(), variant, running, spec)
        : process(
            name,
            variant,
            spec,
            new CommandLine(spec, variant.properties(), classPath, jvmOptions, placeholders),
            secrets(spec, variant, placeholders, sent),
            ports,
            log,
            supervisor);
  }

  private static TargetProcess process(
      String name,
      Variant variant,
      TargetSpec spec,
      CommandLine commandLine,
      SecretValues secrets,
      IntSupplier ports,
      Path log,
      Supervisor supervisor) {
    return StartedService.launched(
        name,
        variant.name(),
        spec,
        (port, managementPort) ->
            new LaunchedProcess(
                supervisor.start(
                    commandLine.process(
                        name, port, managementPort, supervisor.tempFolder("target-" + port), log)),
                spec.start() instanceof Start.Command),
        ports,
        log,
        secrets);
  }

  /** What a service is told of the user's own variables and secrets, and is sent in requests. */
  private static SecretValues secrets(
      TargetSpec spec, Variant variant, Map<String, String> placeholders, Collection<String> sent) {
    List<String> texts = new ArrayList<>(spec.environment().values());
    texts.addAll(sent);
    // No map of names: one may be told twice, by a word and by the environment.
    List<Map.Entry<String, String>> told = new ArrayList<>(placeholders.entrySet());
    if (spec.start() instanceof Start.Command command) {
      told.addAll(command.named());
    }
    told.addAll(spec.properties().entrySet());
    told.addAll(variant.properties().entrySet());
    told.addAll(spec.environment().entrySet());
    return SecretValues.of(texts, System.getenv()).and(told);
  }

  /**
   * Starts the service in a container, reached by a free port of this machine's loopback interface.
   *
   * @param spec that starts by an image
   * @param image that it names
   * @param port of the container that is published; empty when it shares this machine's network
   * @param placeholders as above, {@code port} being the one the container's program listens on
   * @throws UnknownPlaceholderException as above
   * @throws TargetNotReadyException if the engine does not start it
   */
  static TargetProcess startImage(
      TargetSpec spec,
      Variant variant,
      DockerEngine engine,
      Image image,
      OptionalInt port,
      Map<String, String> placeholders,
      Collection<String> sent,
      Path log) {
    CommandLine told = new CommandLine(spec, variant.properties(), "", List.of(), placeholders);
    return StartedService.launched(
        variant.name(),
        variant.name(),
        spec,
        (hostPort, managementPort) ->
            new LaunchedContainer(
                RunContainer.start(
                    engine,
                    new ContainerSpec(
                        variant.name(),
                        image,
                        told.containerEnvironment(
                            port.orElse(hostPort), managementPort, image.environment()),
                        port.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new ContainerSpec.Published(port.getAsInt(), hostPort)),
                        log)),
                port,
                log),
        LoopbackPorts::free,
        log,
        secrets(spec, variant, placeholders, sent));
  }

  /**
   * Starts a service that a variant depends on, on a free port, or takes note of one that runs
   * already; as above, but without the variant's own properties.
   *
   * @param service its name, for messages
   */
  static TargetProcess startService(
      String service,
      TargetSpec spec,
      Variant variant,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders,
      Collection<String> sent,
      Path log,
      Supervisor supervisor) {
    String name = service + " of " + variant.name();
    if (spec.start() instanceof Start.Running running) {
      return new RunningService(name, variant, running, spec);
    }
    return process(
        name,
        variant,
        spec,
        new CommandLine(spec, Map.of(), classPath, jvmOptions, placeholders),
        secrets(spec, variant, placeholders, sent),
        LoopbackPorts::free,
        log,
        supervisor);
  }

  /** Name in messages: that of the variant, or for example "naive-2" or "gateway of naive". */
  String name();

  /** Name of the variant. */
  String variant();

  /**
   * The id of its process; may be another one before {@link #awaitReady} has returned. Empty for a
   * service that is none of this run, or in a container whose processes this machine does not see:
   * what it costs cannot be measured.
   */
  OptionalLong pid();

  /**
   * Whether that process itself is known to be a JVM; a command or an image may have one among its
   * processes.
   */
  boolean isJvm();

  /**
   * Its address, to which paths are appended; without a slash at its end. May be another one before
   * {@link #awaitReady} has returned.
   */
  URI url();

  /** Address of its metrics; empty when it has none. */
  Optional<URI> metricsUrl();

  /**
   * Address that answers 200 once the service can be loaded, which is what says that it is well.
   */
  URI readyUrl();

  /** Whether it runs; of a service that ran already it is not known: always true. */
  boolean isAlive();

  /**
   * Waits until the service can be loaded; starts it once more when its port was taken meanwhile.
   * Called by one thread; another may stop the service at any time.
   *
   * @throws TargetNotReadyException if it ends or does not answer within the limit; the message has
   *     its last answer and the last lines of its log
   */
  void awaitReady(Duration limit) throws InterruptedException;

  /**
   * Asks it to end, and kills it when it does not; with its descendants. What ran already is left
   * running.
   */
  void stop();

  /**
   * Asks it to end and lets it take its time, as it must to write a {@link ClassArchive}.
   *
   * @return whether it ended as asked; else it may be alive still, or have failed while ending
   */
  boolean endsWithin(Duration limit) throws InterruptedException;

  /** Kills it; what ran already is left running. */
  void kill();

  /**
   * Starts it again where it was, once it has ended; {@link #awaitReady} waits for it as before.
   *
   * @throws IllegalStateException if it is alive
   */
  void startAgain();

  @Override
  default void close() {
    stop();
  }
}
