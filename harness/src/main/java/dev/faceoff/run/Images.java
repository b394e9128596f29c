package dev.faceoff.run;

import dev.faceoff.container.DockerEngine;
import dev.faceoff.container.DockerFailedException;
import dev.faceoff.container.Image;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Party;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.target.TargetProcess;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The images that variants start from: on this machine, and fit to be started. */
final class Images {
  /** Of a scenario whose variants start from none. */
  static final Images NONE = new Images(Optional.empty(), Map.of());

  /** Present if there are images. */
  private final Optional<DockerEngine> engine;

  private final Map<String, Found> byVariant;

  /**
   * An image of a variant.
   *
   * @param port of its containers that is published; empty when they share this machine's network
   */
  private record Found(Image image, OptionalInt port) {}

  private Images(Optional<DockerEngine> engine, Map<String, Found> byVariant) {
    this.engine = engine;
    this.byVariant = Map.copyOf(byVariant);
  }

  /**
   * Gets the images that are not there yet, and removes containers that killed runs left.
   *
   * @param session told in a line when an image must be got; its containers go with the run
   * @throws DockerFailedException if no Docker engine of this machine answers, an image cannot be
   *     had, or its container could not reach what it depends on
   * @throws FaceoffException of kind USAGE if an image does not tell which port it listens on
   */
  static Images of(Scenario scenario, Session session) {
    Map<String, Start.Image> starts = starts(scenario);
    if (starts.isEmpty()) {
      return NONE;
    }
    session.supervisor().removeFromDockerAtEnd(DockerEngine.labelsOfThisProcess());
    Consumer<String> notes = session.listener()::note;
    DockerEngine engine =
        DockerEngine.find()
            .orElseThrow(
                () ->
                    new DockerFailedException(
                        "no Docker engine answers, which image %s needs; start one"
                            .formatted(starts.values().iterator().next().name())));
    try {
      engine.requireOfThisMachine();
      engine.removeLeftovers();
      Map<String, Found> found = new HashMap<>();
      starts.forEach((variant, start) -> found.put(variant, found(engine, start, notes)));
      return new Images(Optional.of(engine), found);
    } catch (FaceoffException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DockerFailedException(
          "the Docker engine does not answer any more: " + DockerEngine.oneLine(e), e);
    }
  }

  /** Whether a variant starts from one. */
  static boolean areNeeded(Scenario scenario) {
    return !starts(scenario).isEmpty();
  }

  private static Map<String, Start.Image> starts(Scenario scenario) {
    Map<String, Start.Image> starts = new TreeMap<>();
    for (Variant variant : scenario.variants()) {
      if (scenario.target(variant).start() instanceof Start.Image image) {
        starts.put(variant.name(), image);
      }
    }
    return starts;
  }

  private static Found found(DockerEngine engine, Start.Image start, Consumer<String> notes) {
    if (start.sharesNetwork() && !engine.sharesNetwork()) {
      throw new DockerFailedException(
          "image %s is told where something of this run is, which listens on 127.0.0.1, but containers of this Docker engine cannot share this machine's network; start the service by a jar or a command, or use an engine that runs on Linux itself, as root"
              .formatted(start.name()));
    }
    Image image = engine.image(start.name(), notes);
    return new Found(
        image,
        start.sharesNetwork()
            ? OptionalInt.empty()
            : OptionalInt.of(start.port().orElseGet(() -> onlyPort(image))));
  }

  /** The port that an image says it listens on. */
  static int onlyPort(Image image) {
    List<Integer> ports = image.ports();
    if (ports.size() == 1) {
      return ports.get(0);
    }
    throw new FaceoffException(
        FaceoffException.Kind.USAGE,
        "image %s exposes %s; say which one answers by 'port' beside 'image' in a target file"
            .formatted(
                image.name(),
                ports.isEmpty()
                    ? "no port"
                    : "the ports "
                        + String.join(", ", ports.stream().map(String::valueOf).toList())));
  }

  /** Starts a container of the variant's image. */
  TargetProcess start(
      Variant variant,
      TargetSpec spec,
      Map<String, String> placeholders,
      Collection<String> sent,
      Path log) {
    Found found = byVariant.get(variant.name());
    return TargetProcess.startImage(
        spec, variant, engine.orElseThrow(), found.image(), found.port(), placeholders, sent, log);
  }

  /** The party with what its image was, whatever its tag means later. */
  Party identified(Party party, String variant) {
    if (!byVariant.containsKey(variant)) {
      return party;
    }
    Image image = byVariant.get(variant).image();
    Map<String, String> details = new HashMap<>(party.details());
    details.put("image id", image.id());
    image.digest().ifPresent(digest -> details.put("digest", digest));
    return new Party(party.label(), party.kind(), details);
  }

  /** What a reader of a comparison should know, a sentence each. */
  List<String> notes(Scenario scenario) {
    boolean baseline = isForwarded(scenario.baseline().name());
    boolean candidate = isForwarded(scenario.candidate().name());
    if (baseline == candidate) {
      return List.of();
    }
    return List.of(
        "Requests to the %s pass Docker's port forwarding, those to the %s do not: that is part of the difference."
            .formatted(baseline ? "baseline" : "candidate", baseline ? "candidate" : "baseline"));
  }

  /** What a reader should know of services of the user's own, a sentence each. */
  List<String> ownNotes(Scenario scenario) {
    return scenario.ownVariants().stream()
        .map(Variant::name)
        .filter(this::isForwarded)
        .map("Requests to %s pass Docker's port forwarding, those to the pair do not."::formatted)
        .toList();
  }

  private boolean isForwarded(String variant) {
    return byVariant.containsKey(variant) && byVariant.get(variant).port().isPresent();
  }
}
