package dev.faceoff.load;

import dev.faceoff.model.Side;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Reads the samples of a launch of matched pairs. Two requests are a pair when the same arrival
 * sent them to the same endpoint, as the same one of those it sent there.
 */
public final class MatchedReader {
  private static final int LAG_DIGITS = 3;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LoadPlan plan;
  private final GeneratorResult result;
  private final List<String> endpoints;
  private final SideBySide settling;
  private final SideBySide measured;
  private final AbstractHistogram startLag = new IntCountsHistogram(LAG_DIGITS);
  private long started;

  private MatchedReader(LoadPlan plan, GeneratorResult result, List<String> endpoints) {
    this.plan = plan;
    this.result = result;
    this.endpoints = endpoints;
    this.settling = sideBySide(Purpose.SETTLE);
    this.measured = sideBySide(Purpose.MATCHED);
  }

  /**
   * Reads a launch's samples. A file that was cut off is read up to its last whole record.
   *
   * @param plan with targets keyed by {@link Side#id}
   * @param result tells which blocks were completed; a part of the launch that was not, on both
   *     sides, has no pairs
   * @throws IOException if the file cannot be read or was written by another version
   * @throws IllegalArgumentException if the plan has no measured pairs
   */
  public static MatchedLaunch read(LoadPlan plan, int launch, GeneratorResult result)
      throws IOException {
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      MatchedReader reader = new MatchedReader(plan, result, file.endpoints());
      while (file.next()) {
        reader.take(file);
      }
      return reader.launch(launch);
    }
  }

  private SideBySide sideBySide(Purpose purpose) {
    SideBySide both = new SideBySide();
    for (PlannedBlock block : plan.blocks()) {
      if (block.purpose() == purpose && result.inFlightByBlock().containsKey(block.index())) {
        both.sides.put(side(block), new Requests(block));
      }
    }
    if (both.sides.size() < 2) {
      both.sides.clear();
    }
    return both;
  }

  private static Side side(PlannedBlock block) {
    return Arrays.stream(Side.values())
        .filter(side -> side.id().equals(block.variant()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s is no side".formatted(block.variant())));
  }

  private void take(SampleFile sample) {
    Optional<Requests> ofMeasured = measured.ofBlock(sample.block());
    Optional<Requests> wanted =
        ofMeasured.isPresent() ? ofMeasured : settling.ofBlock(sample.block());
    wanted.ifPresent(
        requests ->
            requests.add(
                sample.arrival(),
                sample.endpoint(),
                new Request(
                    sample.startNanos(),
                    Math.max(0, sample.endNanos() - sample.startNanos()),
                    sample.outcome() == Outcome.OK,
                    sample.status(),
                    sample.digest())));
    if (ofMeasured.isPresent() && sample.isPlanned()) {
      started++;
      // The injector rounds to milliseconds and may be early by part of one.
      startLag.recordValue(Math.max(0, sample.startNanos() - sample.plannedNanos()));
    }
  }

  private MatchedLaunch launch(int launch) {
    return new MatchedLaunch(
        launch,
        pairs(launch, settling),
        pairs(launch, measured),
        first(Purpose.SETTLE).map(PlannedBlock::seconds).orElse(0),
        first(Purpose.MATCHED)
                .orElseThrow(() -> new IllegalArgumentException("the plan measures no pairs"))
                .startSecond()
            * NANOS_PER_SECOND,
        selfDifferentShare(),
        measured.unmatched(),
        new GeneratorHealth(
            startLag,
            measured.sides.values().stream().mapToLong(each -> each.block.arrivals()).sum(),
            started,
            undrained(),
            result.cpuShare(),
            result.gcShare()));
  }

  private Optional<PlannedBlock> first(Purpose purpose) {
    return plan.blocks().stream().filter(block -> block.purpose() == purpose).findFirst();
  }

  private List<MatchedPairs> pairs(int launch, SideBySide both) {
    List<List<Pair>> byEndpoint = new ArrayList<>();
    endpoints.forEach(endpoint -> byEndpoint.add(new ArrayList<>()));
    both.forEachPair((place, pair) -> byEndpoint.get(place.endpoint).add(pair));
    List<MatchedPairs> all = new ArrayList<>();
    for (int e = 0; e < endpoints.size(); e++) {
      byEndpoint.get(e).sort(Comparator.comparingLong(Pair::startNanos));
      MatchedPairs pairs = new MatchedPairs(launch, endpoints.get(e));
      byEndpoint.get(e).forEach(pair -> pair.addTo(pairs));
      all.add(pairs);
    }
    return all;
  }

  /** By endpoint, from the payloads that came twice in a row while settling. */
  private Map<String, Double> selfDifferentShare() {
    Map<String, Double> shares = new HashMap<>();
    Requests baseline = settling.sides.get(Side.BASELINE);
    for (int e = 0; baseline != null && e < endpoints.size(); e++) {
      long twice = 0;
      long differently = 0;
      for (Map.Entry<Place, Request> each : baseline.byPlace.entrySet()) {
        Place place = each.getKey();
        Request again = baseline.byPlace.get(place.ofArrival(place.arrival + 1));
        if (place.endpoint == e
            && place.arrival % 2 == 0
            && again != null
            && each.getValue().ok
            && again.ok) {
          twice++;
          differently += each.getValue().differsFrom(again) ? 1 : 0;
        }
      }
      if (twice > 0) {
        shares.put(endpoints.get(e), (double) differently / twice);
      }
    }
    return shares;
  }

  /** Users who settled into the measured part count too: what they cost is measured there. */
  private long undrained() {
    return plan.blocks().stream()
        .filter(block -> block.purpose().matched())
        .mapToLong(block -> result.inFlightByBlock().getOrDefault(block.index(), 0L))
        .sum();
  }

  /** Which request of its side: the occurrence counts an arrival's requests to the endpoint. */
  private record Place(int arrival, int endpoint, int occurrence) {
    Place ofArrival(int other) {
      return new Place(other, endpoint, occurrence);
    }
  }

  private record Request(long startNanos, long latencyNanos, boolean ok, int status, int digest) {
    boolean differsFrom(Request other) {
      return digest != other.digest || status != other.status;
    }
  }

  private record Pair(Request baseline, Request candidate) {
    long startNanos() {
      return Math.min(baseline.startNanos, candidate.startNanos);
    }

    void addTo(MatchedPairs pairs) {
      pairs.add(
          baseline.startNanos <= candidate.startNanos ? Side.BASELINE : Side.CANDIDATE,
          startNanos(),
          baseline.latencyNanos,
          !baseline.ok,
          candidate.latencyNanos,
          !candidate.ok,
          baseline.ok && candidate.ok && baseline.differsFrom(candidate));
    }
  }

  /** The requests of one block. */
  private static final class Requests {
    final PlannedBlock block;
    final Map<Place, Request> byPlace = new HashMap<>();

    Requests(PlannedBlock block) {
      this.block = block;
    }

    void add(int arrival, int endpoint, Request request) {
      int occurrence = 0;
      while (byPlace.putIfAbsent(new Place(arrival, endpoint, occurrence), request) != null) {
        occurrence++;
      }
    }
  }

  /** Both blocks of a part of the launch, or none. */
  private static final class SideBySide {
    final Map<Side, Requests> sides = new EnumMap<>(Side.class);

    Optional<Requests> ofBlock(int index) {
      return sides.values().stream().filter(side -> side.block.index() == index).findFirst();
    }

    void forEachPair(BiConsumer<Place, Pair> action) {
      if (sides.isEmpty()) {
        return;
      }
      Map<Place, Request> candidate = sides.get(Side.CANDIDATE).byPlace;
      sides
          .get(Side.BASELINE)
          .byPlace
          .forEach(
              (place, request) -> {
                Request partner = candidate.get(place);
                if (partner != null) {
                  action.accept(place, new Pair(request, partner));
                }
              });
    }

    long unmatched() {
      long[] requests = {0};
      sides.values().forEach(side -> requests[0] += side.byPlace.size());
      forEachPair((place, pair) -> requests[0] -= 2);
      return requests[0];
    }
  }
}
