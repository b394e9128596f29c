package dev.faceoff.scenarios.declared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What every user of a declared journey does: sends one of the requests, drawn by their weights,
 * or, where none has a weight, all of them in turn.
 */
public record DeclaredJourney(List<DeclaredRequest> requests) {
  /** Name of the setting that holds the journey as text. */
  public static final String SETTING = "requests";

  /** What plays it, by name only: the class itself needs Gatling. */
  public static final String JOURNEY_CLASS = "dev.faceoff.scenarios.declared.DeclaredRequests";

  public DeclaredJourney {
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("a journey needs at least one request");
    }
    long weighted = requests.stream().filter(request -> request.weight() > 0).count();
    if (weighted > 0 && weighted < requests.size()) {
      throw new IllegalArgumentException("either all requests have a weight, or none has");
    }
  }

  /** Whether a user sends one request, drawn by weight. */
  boolean isWeighted() {
    return requests.get(0).weight() > 0;
  }

  /** All feeders of the requests, each once, in order. */
  List<String> feeders() {
    return requests.stream().flatMap(request -> request.feeders().stream()).distinct().toList();
  }

  /** The environment variables that headers have places for, where not every value can be sent. */
  public Set<String> headerVariables() {
    return requests.stream()
        .flatMap(request -> request.headers().values().stream())
        .flatMap(text -> new Template(text).variables().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The journey as text, for {@link #SETTING}; holds no secret, only references to variables. */
  public String text() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static DeclaredJourney of(String text) {
    try {
      return new ObjectMapper().readValue(text, DeclaredJourney.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no declared journey: " + e.getOriginalMessage(), e);
    }
  }
}
