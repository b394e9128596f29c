package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import dev.faceoff.stats.InspectedSample;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The same read, answered alike to the byte, computed by the database every time. */
public final class RepeatedReads {
  /** Share of requests that repeat an earlier one below which a cache would hardly be hit. */
  static final double LEAST_REPEATED = 0.3;

  /**
   * Time in the database that a repetition must cost: about three look-ups in a cache elsewhere,
   * each a way there and back. Below that a cache is one more server for nothing.
   */
  static final double LEAST_MILLIS = 3;

  /** Sent once more, the very same requests must still cost this share: else something caches. */
  static final double LEAST_STILL_PAID = 0.6;

  private RepeatedReads() {}

  /**
   * What two plays of the very same requests say.
   *
   * @param once the usual load
   * @param again the same requests, so that each one is a repetition
   */
  public static Judgement judge(Played once, Played again) {
    if (once.database().isEmpty() || again.database().isEmpty()) {
      return Judgement.notLookedFor(
          Shortcut.REPEATED_READ,
          Judgement.NO_DATABASE + " So what a repeated read costs is not known either.");
    }
    Map<String, Long> repeatedByEndpoint = repeated(once.samples());
    double share = share(repeatedByEndpoint, once);
    double first = once.database().get().millisPerRequest();
    double second = again.database().get().millisPerRequest();
    if (share < LEAST_REPEATED) {
      return Judgement.of(
          Shortcut.REPEATED_READ,
          List.of(),
          "%s of the requests that were sent repeat an earlier one; real users may repeat more."
              .formatted(Figure.percent(share)));
    }
    if (first < LEAST_MILLIS) {
      return Judgement.of(
          Shortcut.REPEATED_READ,
          List.of(),
          "%s of the requests repeat an earlier one, but cost the database %s each: too little for a cache to pay."
              .formatted(Figure.percent(share), Figure.millis(first)));
    }
    if (second < LEAST_STILL_PAID * first) {
      return Judgement.of(
          Shortcut.REPEATED_READ,
          List.of(),
          "Sent once more, the same requests cost the database %s instead of %s: something caches."
              .formatted(Figure.millis(second), Figure.millis(first)));
    }
    repeatedByEndpoint.keySet().removeIf(endpoint -> isAnsweredBefore(again, endpoint));
    double slowShare = share(repeatedByEndpoint, once);
    if (slowShare < LEAST_REPEATED) {
      return Judgement.of(
          Shortcut.REPEATED_READ,
          List.of(),
          "%s of the requests repeat an earlier one, but only %s of all take at least %s: what the database does meanwhile is hardly done for them."
              .formatted(
                  Figure.percent(share), Figure.percent(slowShare), Figure.millis(LEAST_MILLIS)));
    }
    return found(once, first, second, repeatedByEndpoint);
  }

  /**
   * Whether repeated requests are answered sooner than the database could have done what is not
   * worth a cache: it works for other requests then, or for nobody who waits.
   */
  private static boolean isAnsweredBefore(Played again, String endpoint) {
    return again.medianMillis(endpoint) < LEAST_MILLIS;
  }

  private static double share(Map<String, Long> repeatedByEndpoint, Played played) {
    long repeated = repeatedByEndpoint.values().stream().mapToLong(Long::longValue).sum();
    return played.samples().isEmpty() ? 0 : (double) repeated / played.samples().size();
  }

  /**
   * @param first time in the database for each request
   * @param second the same when all were sent once more
   */
  private static Judgement found(
      Played once, double first, double second, Map<String, Long> repeatedByEndpoint) {
    double share = share(repeatedByEndpoint, once);
    Set<String> alike = alike(once.samples());
    String declared =
        repeatedByEndpoint.keySet().stream()
            .filter(alike::contains)
            .sorted()
            .collect(Collectors.joining(", "));
    long drawn =
        repeatedByEndpoint.entrySet().stream()
            .filter(each -> !alike.contains(each.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    boolean confirmed = declared.isEmpty() || drawn >= LEAST_REPEATED * once.samples().size();
    String endpoints =
        repeatedByEndpoint.keySet().stream().sorted().collect(Collectors.joining(", "));
    return Judgement.of(
        Shortcut.REPEATED_READ,
        List.of(
            new Finding(
                Shortcut.REPEATED_READ,
                repeatedByEndpoint.size() == 1 ? endpoints : "",
                "%s of the requests were GETs that had been sent before and were answered the same to the byte. Sending all requests once more made them no cheaper: %s in the database for each, after %s. The load had %d different GETs; real users may ask for more.%s"
                    .formatted(
                        Figure.percent(share),
                        Figure.millis(second),
                        Figure.millis(first),
                        different(once.samples()),
                        reservation(declared, confirmed)),
                "%s of database time a second at %s requests a second, about %s of all; as estimated from the repetition in the load that was sent."
                    .formatted(
                        Figure.millis(share * first * once.samples().size() / once.seconds()),
                        Figure.of(once.samples().size() / once.seconds()),
                        Figure.percent(share)),
                "Keep answers of %s for as long as they may be old (cache-aside with a TTL and invalidation after writes), or let clients keep them (Cache-Control, ETag)."
                    .formatted(endpoints),
                confirmed)),
        "");
  }

  /** Endpoints whose requests were one and the same GET: those repeat because nothing varies. */
  private static Set<String> alike(List<InspectedSample> samples) {
    Map<String, Set<Integer>> requests = new HashMap<>();
    for (InspectedSample each : samples) {
      requests.computeIfAbsent(each.endpoint(), name -> new HashSet<>()).add(each.request());
    }
    return requests.entrySet().stream()
        .filter(each -> each.getValue().size() == 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String reservation(String declared, boolean confirmed) {
    if (declared.isEmpty()) {
      return "";
    }
    return " Every request to %s was the same, as it is declared, so it had to repeat; a feeder would vary it.%s"
        .formatted(declared, confirmed ? "" : " Not confirmed by variation.");
  }

  private static long different(List<InspectedSample> samples) {
    return samples.stream()
        .mapToInt(InspectedSample::request)
        .filter(request -> request != 0)
        .distinct()
        .count();
  }

  /** How many requests were answered as the same request was the last time, by endpoint. */
  private static Map<String, Long> repeated(List<InspectedSample> samples) {
    Map<Integer, Integer> lastAnswers = new HashMap<>();
    Map<String, Long> repeated = new HashMap<>();
    for (InspectedSample each : samples) {
      if (each.request() != 0 && each.good()) {
        Integer last = lastAnswers.put(each.request(), each.answer());
        if (last != null && last == each.answer()) {
          repeated.merge(each.endpoint(), 1L, Long::sum);
        }
      }
    }
    return repeated;
  }
}
