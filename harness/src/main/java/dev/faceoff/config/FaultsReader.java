package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.FaultsText;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Spike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what a scenario does to connections. */
final class FaultsReader {
  /** Stands for every connection there is, one after the other. */
  static final String EACH = "each";

  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final Document<ScenarioText> document;
  private final Resolver resolver;
  private final Set<String> connections;
  private final Map<String, List<String>> repeated = new LinkedHashMap<>();

  /**
   * @param connections that faults can be done to
   */
  FaultsReader(Document<ScenarioText> document, Resolver resolver, Set<String> connections) {
    this.document = document;
    this.resolver = resolver;
    this.connections = connections;
  }

  /** The faults of a scenario that knows its connections. */
  Faults read(FaultsText faults) {
    Map<String, Double> distances = distances(faults);
    requireBoth(faults, distances);
    return new Faults(
        distances,
        faults.timeline().isEmpty()
            ? Optional.empty()
            : Optional.of(timeline(faults, windows(faults, connections))));
  }

  /**
   * The faults of a scenario that meets its connections only with a target: those on {@link #EACH}
   * are done to one connection after the other, the whole timeline for each.
   *
   * @throws FaceoffException of kind USAGE if the services have no connection
   */
  Faults readEach(FaultsText faults, Joined joined) {
    Map<String, Double> distances = distances(faults);
    requireBoth(faults, distances);
    Set<String> known = new TreeSet<>(connections);
    known.add(EACH);
    if (!joined.isKnown()) {
      faults.timeline().values().forEach(text -> known.addAll(FaultText.connection(text)));
    }
    List<FaultWindow> windows = windows(faults, known);
    long onEach = windows.stream().filter(window -> window.connection().equals(EACH)).count();
    if (onEach > 0 && onEach < windows.size()) {
      throw document.bad(
          "faults.timeline", "either all faults are on 'each' connection, or none is");
    }
    if (windows.isEmpty()) {
      return new Faults(distances, Optional.empty());
    }
    FaultTimeline once = timeline(faults, windows);
    return new Faults(distances, Optional.of(onEach == 0 ? once : repeated(once, joined)));
  }

  /** The phases that became several by being done to each connection, by their declared names. */
  Map<String, List<String>> repeated() {
    return repeated;
  }

  private FaultTimeline repeated(FaultTimeline once, Joined joined) {
    if (connections.isEmpty()) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s names nothing that the service depends on, so that %s has nothing to disturb; give it '{database.url}', '{redis.host}' or, for a service under 'services', '{NAME.url}'"
              .formatted(joined.files(), document.value().name()));
    }
    List<FaultWindow> windows = new ArrayList<>();
    Duration from = Duration.ZERO;
    for (String connection : connections) {
      for (FaultWindow window : once.windows()) {
        String name = window.name() + "-" + connection;
        windows.add(
            new FaultWindow(
                name, window.fault(), connection, from.plus(window.at()), window.length()));
        repeated.computeIfAbsent(window.name(), phase -> new ArrayList<>()).add(name);
      }
      from = from.plus(once.length());
    }
    return new FaultTimeline(from, windows);
  }

  private Map<String, Double> distances(FaultsText faults) {
    Map<String, Double> distances = new TreeMap<>();
    faults
        .distanceMillis()
        .forEach(
            (connection, millis) -> {
              String path = "faults.distanceMillis." + connection;
              if (!connections.contains(connection)) {
                throw document.bad(
                    RecordReader.keyPath(path),
                    FaultText.unknownConnection(connection, connections));
              }
              Bounds bounds = Resolver.bounds(FaultsText.class, "distanceMillis");
              distances.put(connection, resolver.number(path, bounds, millis));
            });
    return distances;
  }

  /** A timeline has one length, and a length is one of a timeline. */
  private void requireBoth(FaultsText faults, Map<String, Double> distances) {
    if (faults.seconds().isPresent() && faults.afterSeconds().isPresent()) {
      throw document.bad(
          RecordReader.keyPath("faults.afterSeconds"),
          "'seconds' and 'afterSeconds' both say how long the timeline is; leave one out");
    }
    if (faults.afterSeconds().isPresent() && faults.timeline().isEmpty()) {
      throw document.bad(
          "faults.afterSeconds", "'afterSeconds' and 'timeline' of faults go together");
    }
    if (faults.seconds().isPresent() == faults.timeline().isEmpty()
        && faults.afterSeconds().isEmpty()) {
      throw document.bad(
          faults.seconds().isPresent() ? "faults.seconds" : "faults.timeline",
          "'seconds' and 'timeline' of faults go together");
    }
    if (distances.isEmpty() && faults.timeline().isEmpty()) {
      throw document.bad("faults", "faults declares neither a distance nor a timeline");
    }
  }

  private List<FaultWindow> windows(FaultsText faults, Set<String> known) {
    List<FaultWindow> windows = new ArrayList<>();
    faults.timeline().forEach((name, fault) -> windows.add(window(name, fault, known)));
    windows.sort(Comparator.comparing(FaultWindow::at));
    for (int i = 1; i < windows.size(); i++) {
      FaultWindow window = windows.get(i);
      if (window.at().compareTo(windows.get(i - 1).end()) < 0) {
        throw document.bad(
            timelinePath(window.name()),
            "'%s' starts at %s, but '%s' lasts until %s; faults must not overlap"
                .formatted(
                    window.name(),
                    seconds(window.at()),
                    windows.get(i - 1).name(),
                    seconds(windows.get(i - 1).end())));
      }
    }
    return windows;
  }

  private FaultTimeline timeline(FaultsText faults, List<FaultWindow> windows) {
    FaultWindow last = windows.get(windows.size() - 1);
    Duration length =
        faults
            .seconds()
            .map(seconds -> whole("seconds", seconds))
            .orElseGet(
                () ->
                    Duration.ofSeconds((long) Math.ceil(last.end().toNanos() / 1e9))
                        .plus(whole("afterSeconds", faults.afterSeconds().orElseThrow())));
    if (last.end().compareTo(length) > 0) {
      throw document.bad(
          timelinePath(last.name()),
          "'%s' lasts until %s, but the timeline ends at %s; see faults.seconds"
              .formatted(last.name(), seconds(last.end()), seconds(length)));
    }
    return new FaultTimeline(length, windows);
  }

  private Duration whole(String key, Amount seconds) {
    return Duration.ofSeconds(resolver.whole("faults", FaultsText.class, key, seconds));
  }

  private FaultWindow window(String name, String fault, Set<String> known) {
    String path = timelinePath(name);
    if (!WORDS.matcher(name).matches()
        || name.equals(FaultTimeline.BEFORE)
        || name.equals(FaultTimeline.AFTER)
        || name.startsWith(FaultTimeline.afterWindow(""))) {
      throw document.bad(
          RecordReader.keyPath(path),
          "a phase is named by lower-case words joined by hyphens; 'before', 'after' and 'after-...' are the healthy ones, but this is '%s'"
              .formatted(name));
    }
    if (name.equals(Spike.PHASE)
        && document.value().designs().flatMap(ScenarioText.DesignsText::spike).isPresent()) {
      throw document.bad(
          RecordReader.keyPath(path), "'spike' is the phase of designs.spike; rename this one");
    }
    try {
      return FaultText.parse(name, resolver.text(path, fault), known);
    } catch (IllegalArgumentException e) {
      throw document.bad(path, e.getMessage());
    }
  }

  private static String timelinePath(String name) {
    return "faults.timeline." + name;
  }

  private static String seconds(Duration duration) {
    return Bounds.plain(duration.toNanos() / 1e9) + " s";
  }
}
