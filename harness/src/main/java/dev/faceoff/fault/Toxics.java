package dev.faceoff.fault;

import dev.faceoff.model.Toxic;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Adds toxics by Toxiproxy's client. It makes a toxic with its main attributes and toxicity 1, and
 * sets the others one by one: for about a millisecond a toxic that is to strike half of the
 * connections strikes all.
 */
final class Toxics {
  private Toxics() {}

  /** A toxic that is there. */
  @FunctionalInterface
  interface Added {
    void remove() throws IOException;
  }

  /**
   * Adds a toxic.
   *
   * @param made told as soon as there is something to remove, also if an attribute is refused later
   */
  static void add(Proxy proxy, String name, Toxic toxic, Consumer<Added> made) throws IOException {
    ToxicDirection direction =
        toxic.direction() == Toxic.Direction.UPSTREAM
            ? ToxicDirection.UPSTREAM
            : ToxicDirection.DOWNSTREAM;
    ToxicList toxics = proxy.toxics();
    eu.rekawek.toxiproxy.model.Toxic added;
    switch (toxic.type()) {
      case LATENCY -> {
        var latency = toxics.latency(name, direction, value(toxic, "latency"));
        added = latency;
        made.accept(latency::remove);
        if (value(toxic, "jitter") > 0) {
          latency.setJitter(value(toxic, "jitter"));
        }
      }
      case SLICER -> {
        var slicer =
            toxics.slicer(name, direction, value(toxic, "average_size"), value(toxic, "delay"));
        added = slicer;
        made.accept(slicer::remove);
        if (value(toxic, "size_variation") > 0) {
          slicer.setSizeVariation(value(toxic, "size_variation"));
        }
      }
      case BANDWIDTH -> added = toxics.bandwidth(name, direction, value(toxic, "rate"));
      case SLOW_CLOSE -> added = toxics.slowClose(name, direction, value(toxic, "delay"));
      case TIMEOUT -> added = toxics.timeout(name, direction, value(toxic, "timeout"));
      case LIMIT_DATA -> added = toxics.limitData(name, direction, value(toxic, "bytes"));
      case RESET_PEER -> added = toxics.resetPeer(name, direction, value(toxic, "timeout"));
      default -> throw new IllegalArgumentException("no toxic " + toxic.type());
    }
    made.accept(added::remove);
    if (toxic.toxicity() < 1) {
      added.setToxicity((float) toxic.toxicity());
    }
  }

  private static long value(Toxic toxic, String attribute) {
    Map<String, Long> attributes = toxic.attributes();
    return attributes.getOrDefault(attribute, 0L);
  }
}
