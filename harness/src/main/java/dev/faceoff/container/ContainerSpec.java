package dev.faceoff.container;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a container of a service is made of.
 *
 * @param service its name, which becomes part of the container's
 * @param environment on top of the image's own
 * @param published its port and the one of this machine's loopback interface by which it is
 *     reached; empty for a container that shares this machine's network
 * @param log file its output is appended to
 */
public record ContainerSpec(
    String service,
    Image image,
    Map<String, String> environment,
    Optional<Published> published,
    Path log) {
  public ContainerSpec {
    environment = Map.copyOf(environment);
  }

  /** A port of a container and the one of this machine that leads there. */
  public record Published(int containerPort, int hostPort) {}
}
