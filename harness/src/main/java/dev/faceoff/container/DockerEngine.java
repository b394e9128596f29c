package dev.faceoff.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Network;
import dev.faceoff.model.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The Docker engine that Testcontainers would use, found without starting anything; and what runs
 * leave in it.
 *
 * <p>Everything a run makes there bears labels that name the run's process. What bears those of a
 * process of this machine that has ended was left behind by a killed run.
 */
public final class DockerEngine {
  private static final Duration LIMIT = Duration.ofSeconds(7);

  /** In a container, Testcontainers gets an image and runs it to learn its host. */
  private static final Duration HOST_LIMIT = Duration.ofSeconds(60);

  private static final Duration PULL_LIMIT = Duration.ofMinutes(10);

  private static final String RUN = "dev.faceoff.run";
  private static final String HOST = "dev.faceoff.host";
  private static final String PROCESS = "dev.faceoff.process";
  private static final String STARTED = "dev.faceoff.started";

  /** By how much two readings of when a process started may differ. */
  private static final long START_TOLERANCE_SECONDS = 5;

  private final DockerClientProviderStrategy way;

  private DockerEngine(DockerClientProviderStrategy way) {
    this.way = way;
  }

  /**
   * Finds the engine; empty when none answers within some seconds. Says nothing either way, but in
   * the log.
   */
  public static Optional<DockerEngine> find() {
    return answer(
        LIMIT,
        () -> {
          List<DockerClientProviderStrategy> ways = new ArrayList<>();
          ServiceLoader.load(DockerClientProviderStrategy.class).forEach(ways::add);
          return new DockerEngine(DockerClientProviderStrategy.getFirstValidStrategy(ways));
        });
  }

  /** The answer, unless it fails or takes long. */
  private static <T> Optional<T> answer(Duration limit, Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                answer.complete(question.get());
              } catch (RuntimeException | LinkageError e) {
                answer.completeExceptionally(e);
              }
            },
            "docker");
    // An engine that accepts a connection and says nothing would hold the process up.
    asking.setDaemon(true);
    asking.start();
    try {
      return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Version of the engine. */
  public String version() {
    return way.getInfo().getServerVersion();
  }

  /** What speaks with the engine. */
  public DockerClient client() {
    return way.getDockerClient();
  }

  /**
   * Makes sure that ports published on this machine's loopback interface are reached there.
   *
   * @throws DockerFailedException if the engine is elsewhere, or it cannot be told where
   */
  public void requireOfThisMachine() {
    String host =
        answer(HOST_LIMIT, way::getDockerHostIpAddress)
            .orElseThrow(
                () ->
                    new DockerFailedException(
                        "as Faceoff runs in a container, it cannot be told where those of the Docker engine are reached; set TESTCONTAINERS_HOST_OVERRIDE, to 127.0.0.1 if both share their network"));
    if (!Address.isLoopback(host)) {
      throw new DockerFailedException(
          "the Docker engine's containers are reached at %s, not on this machine; use an engine of this machine"
              .formatted(host));
    }
  }

  /**
   * Whether a container can share this machine's network: not when the engine runs in a virtual
   * machine, as those of desktops do, nor without root's rights, in a network of its own.
   */
  public boolean sharesNetwork() {
    Info info = way.getInfo();
    List<String> security = info.getSecurityOptions();
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.version").equals(info.getKernelVersion())
        && (security == null || security.stream().noneMatch(each -> each.contains("rootless")));
  }

  /**
   * An image, which is got unless it is there.
   *
   * @param name of it; without tag and digest, the tag is {@code latest}
   * @param notes told in a line when it must be got
   * @throws DockerFailedException if it cannot be had
   */
  public Image image(String name, Consumer<String> notes) {
    requireImage(name, notes);
    InspectImageResponse found = client().inspectImageCmd(name).exec();
    List<String> digests = found.getRepoDigests();
    ContainerConfig config = found.getConfig();
    return new Image(
        name,
        found.getId(),
        digests == null ? Optional.empty() : digests.stream().sorted().findFirst(),
        config == null ? List.of() : tcpPorts(config.getExposedPorts()),
        config == null ? Map.of() : variables(config.getEnv()));
  }

  private static List<Integer> tcpPorts(ExposedPort[] ports) {
    return ports == null
        ? List.of()
        : Arrays.stream(ports)
            .filter(port -> port.getProtocol() == InternetProtocol.TCP)
            .map(ExposedPort::getPort)
            .toList();
  }

  private static Map<String, String> variables(String[] lines) {
    Map<String, String> variables = new HashMap<>();
    for (String line : lines == null ? new String[0] : lines) {
      int end = line.indexOf('=');
      if (end > 0) {
        variables.put(line.substring(0, end), line.substring(end + 1));
      }
    }
    return variables;
  }

  /**
   * Gets an image unless it is there.
   *
   * @param image its name, see {@link #image}
   * @param notes told in a line when it must be got
   * @throws DockerFailedException if it cannot be had
   */
  public void requireImage(String image, Consumer<String> notes) {
    if (hasImage(image)) {
      return;
    }
    notes.accept("getting image " + image);
    String reason = "it took too long";
    try {
      if (client()
          .pullImageCmd(withTag(image))
          .exec(new PullImageResultCallback())
          .awaitCompletion(PULL_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason = "interrupted";
    } catch (RuntimeException e) {
      reason = oneLine(e);
    }
    throw new DockerFailedException(
        "image %s is not there and cannot be pulled (%s); bring it by 'docker pull' or 'docker load'"
            .formatted(image, reason));
  }

  /** Without a tag the engine would get an image's every version. */
  static String withTag(String image) {
    boolean tagged = image.indexOf(':', image.lastIndexOf('/') + 1) >= 0;
    return tagged || image.contains("@") ? image : image + ":latest";
  }

  private boolean hasImage(String image) {
    try {
      client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * Id of a container's first process as this machine sees it; empty when it does not, because the
   * engine runs in a virtual machine or this process in a container, or when it has ended.
   */
  public OptionalLong process(String containerId) {
    InspectContainerResponse.ContainerState state =
        client().inspectContainerCmd(containerId).exec().getState();
    Long pid = state.getPidLong();
    if (pid == null || pid <= 0) {
      return OptionalLong.empty();
    }
    try {
      return Files.readString(Path.of("/proc", pid.toString(), "cgroup")).contains(containerId)
          ? OptionalLong.of(pid)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Labels of what a run of this process makes. */
  public static Map<String, String> labels(String run) {
    Map<String, String> labels = new HashMap<>(ofThisProcess());
    labels.put(RUN, run);
    return labels;
  }

  private static Map<String, String> ofThisProcess() {
    return Map.of(
        HOST,
        hostName(),
        PROCESS,
        String.valueOf(ProcessHandle.current().pid()),
        STARTED,
        String.valueOf(startedSecond(ProcessHandle.current())));
  }

  /** What everything bears that this process makes there, each {@code name=value}. */
  public static List<String> labelsOfThisProcess() {
    return ofThisProcess().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .toList();
  }

  /**
   * Removes containers and networks that killed runs left.
   *
   * @return a line for each
   */
  public List<String> removeLeftovers() {
    List<String> removed = new ArrayList<>();
    for (Container container :
        client().listContainersCmd().withShowAll(true).withLabelFilter(List.of(RUN)).exec()) {
      if (isLeft(container.getLabels()) && remove(container)) {
        removed.add("container " + container.getNames()[0].substring(1));
      }
    }
    for (Network network : client().listNetworksCmd().withFilter("label", List.of(RUN)).exec()) {
      if (isLeft(network.getLabels()) && remove(network)) {
        removed.add("network " + network.getName());
      }
    }
    return removed;
  }

  private boolean remove(Container container) {
    try {
      client().removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true).exec();
      return true;
    } catch (DockerException e) {
      // Another run, or Ryuk, is at it.
      return false;
    }
  }

  private boolean remove(Network network) {
    try {
      client().removeNetworkCmd(network.getId()).exec();
      return true;
    } catch (DockerException e) {
      return false;
    }
  }

  /** Whether these are labels of a process of this machine that has ended. */
  static boolean isLeft(Map<String, String> labels) {
    if (!hostName().equals(labels.get(HOST))) {
      return false;
    }
    try {
      return hasEnded(
          Long.parseLong(labels.getOrDefault(PROCESS, "")),
          Long.parseLong(labels.getOrDefault(STARTED, "")));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether the process of that id that started then runs no more. */
  public static boolean hasEnded(long pid, long startedSecond) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(process, startedSecond))
        .isEmpty();
  }

  /** When it started, in seconds since the epoch; 0 when that cannot be known. */
  public static long startedSecond(ProcessHandle process) {
    return started(process).map(Instant::getEpochSecond).orElse(0L);
  }

  /** Whether it is the same process, not a later one of the same id. */
  private static boolean startedAt(ProcessHandle process, long epochSecond) {
    return started(process)
        .map(at -> Math.abs(at.getEpochSecond() - epochSecond) <= START_TOLERANCE_SECONDS)
        .orElse(true);
  }

  private static Optional<Instant> started(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** What a failure of Docker comes down to; of an answer of the engine its message alone. */
  public static String oneLine(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message
        .replaceAll("\\s+", " ")
        .strip()
        .replaceFirst("^Status [0-9]+: \\{\"message\":\"(.*)\"}$", "$1")
        .replace("\\\"", "\"")
        .replace("\\n", " ");
  }
}
