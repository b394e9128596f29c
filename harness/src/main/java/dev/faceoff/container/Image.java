package dev.faceoff.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image that the engine has.
 *
 * @param name as it was asked for
 * @param id of its content, {@code sha256:...}; containers are made from this, so that a tag that
 *     moves meanwhile changes nothing
 * @param digest by which a registry knows it, as {@code NAME@sha256:...}; empty when it came from
 *     none
 * @param ports of TCP that it says it listens on, ascending
 * @param environment it sets itself
 */
public record Image(
    String name,
    String id,
    Optional<String> digest,
    List<Integer> ports,
    Map<String, String> environment) {
  public Image {
    ports = ports.stream().sorted().toList();
    environment = Map.copyOf(environment);
  }
}
