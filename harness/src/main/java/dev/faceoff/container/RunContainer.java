package dev.faceoff.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container of a service, from its start until it is removed. It bears the run's labels, is
 * reached by the loopback interface only, and what it writes is appended to a file.
 *
 * <p>The image's own health check is off: it would run beside the load, and nobody asks for it.
 */
public final class RunContainer {
  private static final Logger LOG = LoggerFactory.getLogger(RunContainer.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** For what is written last to come from the engine once the container has ended. */
  private static final Duration OUTPUT_WAIT = Duration.ofSeconds(3);

  private final DockerEngine engine;
  private final String name;
  private final Ending ending = new Ending();
  private final Output output;
  private volatile String id = "";
  private volatile boolean followed;
  private volatile boolean removed;

  private RunContainer(DockerEngine engine, String name, Path log) {
    this.engine = engine;
    this.name = name;
    this.output = new Output(log);
  }

  /**
   * Starts a container.
   *
   * @throws DockerFailedException if the engine does not start it; then nothing of it remains
   */
  public static RunContainer start(DockerEngine engine, ContainerSpec spec) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    RunContainer container =
        new RunContainer(engine, "faceoff-%s-%s".formatted(spec.service(), unique), spec.log());
    try {
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
      container.begin(spec);
      return container;
    } catch (RuntimeException | IOException e) {
      // The engine may have made it all the same, for example when this thread was interrupted.
      container.remove(Duration.ZERO);
      throw new DockerFailedException(
          "image %s does not start (%s)".formatted(spec.image().name(), DockerEngine.oneLine(e)),
          e);
    }
  }

  private void begin(ContainerSpec spec) {
    DockerClient client = engine.client();
    HostConfig host = HostConfig.newHostConfig();
    CreateContainerCmd command =
        client
            .createContainerCmd(spec.image().id())
            .withName(name)
            .withLabels(DockerEngine.labels(name))
            .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
            .withEnv(
                spec.environment().entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList())
            .withHostConfig(host);
    if (spec.published().isPresent()) {
      ContainerSpec.Published published = spec.published().get();
      ExposedPort port = ExposedPort.tcp(published.containerPort());
      command.withExposedPorts(port);
      host.withPortBindings(
          new PortBinding(Ports.Binding.bindIpAndPort(LOOPBACK, published.hostPort()), port));
    } else {
      host.withNetworkMode("host");
    }
    id = command.exec().getId();
    client.startContainerCmd(id).exec();
    client
        .logContainerCmd(id)
        .withStdOut(true)
        .withStdErr(true)
        .withTailAll()
        .withFollowStream(true)
        .exec(output);
    client.waitContainerCmd(id).exec(ending);
    followed = true;
  }

  /** Id of its first process as this machine sees it; empty when it does not. */
  public OptionalLong pid() {
    try {
      return engine.process(id);
    } catch (NotFoundException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether its first process runs. */
  public boolean isAlive() {
    if (removed || exitCode().isPresent()) {
      return false;
    }
    return !ending.isLost() || inspected();
  }

  private boolean inspected() {
    try {
      return Boolean.TRUE.equals(
          engine.client().inspectContainerCmd(id).exec().getState().getRunning());
    } catch (RuntimeException e) {
      // It is gone, or the engine is.
      return false;
    }
  }

  /** Its exit code once it ended; 128 + n when signal n ended it. Empty when it is not known. */
  public OptionalInt exitCode() {
    return ending.exitCode();
  }

  /** Waits for its end; false when {@code limit} passes first. */
  public boolean waitFor(Duration limit) throws InterruptedException {
    return ending.within(limit);
  }

  /** Waits until what it wrote before its end is in the file. */
  public void awaitOutput() throws InterruptedException {
    output.awaitCompletion(OUTPUT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends a signal by name, such as {@code TERM}; nothing happens when it has ended. */
  public void signal(String signal) {
    try {
      engine.client().killContainerCmd(id).withSignal(signal).exec();
    } catch (DockerException e) {
      LOG.debug("{} has ended, or cannot be sent {}", name, signal, e);
    }
  }

  /**
   * Asks it to end, kills it when it does not within {@code grace}, and removes it with its
   * volumes, even if this thread was interrupted. Does not throw: what may remain stands in the
   * log, and the next start removes it.
   */
  public synchronized void remove(Duration grace) {
    if (removed) {
      return;
    }
    // An interrupted thread cannot speak with the engine.
    boolean interrupted = Thread.interrupted();
    try {
      if (!grace.isZero() && isAlive()) {
        end(grace);
      }
      // By its name, which is known even if the engine's answer was not waited for.
      engine.client().removeContainerCmd(name).withForce(true).withRemoveVolumes(true).exec();
      if (followed) {
        awaitOutput();
      }
    } catch (NotFoundException e) {
      LOG.debug("{} is gone", name, e);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (RuntimeException e) {
      LOG.warn("container {} may remain; 'faceoff clean' or the next start removes it", name, e);
    } finally {
      removed = true;
      ending.lost();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void end(Duration grace) {
    try {
      engine.client().stopContainerCmd(id).withTimeout(Math.toIntExact(grace.toSeconds())).exec();
    } catch (NotModifiedException e) {
      LOG.debug("{} has ended by itself", name, e);
    }
  }

  /** Its exit code, once it is there. */
  private static final class Ending extends ResultCallback.Adapter<WaitResponse> {
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    @Override
    public void onNext(WaitResponse response) {
      code.complete(response.getStatusCode());
    }

    @Override
    public void onError(Throwable failure) {
      code.completeExceptionally(failure);
      super.onError(failure);
    }

    @Override
    public void onComplete() {
      lost();
      super.onComplete();
    }

    /** Says that no exit code will come, if none has. */
    void lost() {
      code.completeExceptionally(new IOException("the engine does not tell the exit code"));
    }

    boolean isLost() {
      return code.isCompletedExceptionally();
    }

    OptionalInt exitCode() {
      return code.isDone() && !isLost() ? OptionalInt.of(code.join()) : OptionalInt.empty();
    }

    boolean within(Duration limit) throws InterruptedException {
      try {
        code.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        // Not known when: whoever waits asks whether it is alive.
        TimeUnit.NANOSECONDS.sleep(limit.toNanos());
        return false;
      }
    }
  }

  /** Appends what it writes to a file. */
  private static final class Output extends ResultCallback.Adapter<Frame> {
    private final Path log;

    Output(Path log) {
      this.log = log;
    }

    @Override
    public void onNext(Frame frame) {
      ContainerLog.append(log, frame.getPayload());
    }
  }
}
