package dev.faceoff.run;

import dev.faceoff.load.FailedAnswers;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import dev.faceoff.scenarios.plan.LoadPlan;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses to compare what nobody answered: two services that turn every request away do it equally
 * fast.
 */
final class Refusals {
  /** Characters of a check that are quoted: enough to find it in its file. */
  private static final int LONGEST = 60;

  private Refusals() {}

  /**
   * Makes sure that each endpoint was answered well at least once, by one of the targets.
   *
   * @throws FaceoffException of kind ENVIRONMENT that says of the first other one what is probably
   *     missing
   */
  static void requireGoodAnswers(LoadPlan plan) throws IOException {
    List<FailedAnswers> failed = FailedAnswers.of(plan);
    if (!failed.isEmpty()) {
      throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, sentence(plan, failed.get(0)));
    }
  }

  /**
   * Makes sure that each service of the user's own answered every endpoint that it was asked well
   * at least once: the latencies of one that turns every request away are those of refusals, and
   * would pass for those of a quick service. Of those that are shipped it is known that they can
   * answer.
   *
   * @param variants that the load of the plan went to
   * @throws FaceoffException of kind ENVIRONMENT that says which did not, and what is probably
   *     missing
   */
  static void requireGoodAnswers(LoadPlan plan, List<Variant> variants) throws IOException {
    for (Variant variant : variants) {
      List<FailedAnswers> failed =
          variant.target().isPresent() ? FailedAnswers.of(plan, variant.name()) : List.of();
      if (!failed.isEmpty()) {
        throw new FaceoffException(
            FaceoffException.Kind.ENVIRONMENT,
            "%s: %s"
                .formatted(
                    variant.name(),
                    sentence(
                        failed.get(0), declared(plan, List.of(variant.name()), failed.get(0)))));
      }
    }
  }

  /** What happened to the requests of all variants and what to do, on one line. */
  static String sentence(LoadPlan plan, FailedAnswers failed) {
    return sentence(failed, declared(plan, plan.targets().keySet(), failed));
  }

  /**
   * What happened and what to do, on one line.
   *
   * @param requests declared to its endpoint; empty where a journey of Java sends them
   */
  static String sentence(FailedAnswers failed, List<DeclaredRequest> requests) {
    List<Integer> asked = asked(failed, requests);
    return switch (failed.outcome()) {
      case STATUS ->
          asked.isEmpty()
              ? "every answer to %s was %d: %s"
                  .formatted(failed.endpoint(), failed.status(), advice(failed.status()))
              : "every answer to %s was %d, but its 'status' asks for %s: %s"
                  .formatted(
                      failed.endpoint(),
                      failed.status(),
                      asked.stream().map(String::valueOf).collect(Collectors.joining(" or ")),
                      isGood(failed.status())
                          ? "write %d there if that is a good answer".formatted(failed.status())
                          : advice(failed.status()));
      case CHECK ->
          "no answer to %s holds what its checks ask for%s, though the status was %d: an error page, or a wrong check"
              .formatted(failed.endpoint(), checks(requests), failed.status());
      case TIMEOUT ->
          "no answer to %s came in time: try it alone, for example with curl"
              .formatted(failed.endpoint());
      case CONNECT ->
          "nobody accepts the connections of %s: does the service listen where it was told?"
              .formatted(failed.endpoint());
      case OK, OTHER, UNSENT ->
          "every request to %s broke off without an answer: is the address http or https?"
              .formatted(failed.endpoint());
    };
  }

  /** Statuses that the requests ask for, where the one that came is none of them. */
  private static List<Integer> asked(FailedAnswers failed, List<DeclaredRequest> requests) {
    return requests.stream()
        .map(DeclaredRequest::statuses)
        .filter(statuses -> !statuses.contains(failed.status()))
        .flatMap(List::stream)
        .distinct()
        .sorted()
        .toList();
  }

  /** All that the requests look for, as one cannot see in an answer which of it was missed. */
  private static String checks(List<DeclaredRequest> requests) {
    String all =
        requests.stream()
            .flatMap(
                request ->
                    Stream.of(
                            named("contains", request.contains()),
                            named("jsonPath", request.jsonPaths()),
                            named("capture", request.captures().values()).sorted())
                        .flatMap(each -> each))
            .distinct()
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " (%s)".formatted(all);
  }

  /** Each check under the name that a file has for it, on one line and not longer than one. */
  private static Stream<String> named(String kind, Collection<String> checks) {
    return checks.stream()
        .map(check -> check.replaceAll("\\s+", " "))
        .map(check -> check.length() <= LONGEST ? check : check.substring(0, LONGEST) + "…")
        .map(check -> "%s '%s'".formatted(kind, check));
  }

  /** Requests that are declared to the endpoint. */
  private static List<DeclaredRequest> declared(
      LoadPlan plan, Collection<String> variants, FailedAnswers failed) {
    return variants.stream()
        .flatMap(variant -> declared(plan, variant).stream())
        .flatMap(journey -> journey.requests().stream())
        .filter(request -> request.name().equals(failed.endpoint()))
        .toList();
  }

  /** What a variant is sent, as far as it is declared. */
  private static Optional<DeclaredJourney> declared(LoadPlan plan, String variant) {
    return Optional.ofNullable(plan.ownRequests().get(variant))
        .or(
            () ->
                Optional.ofNullable(plan.settings().get(DeclaredJourney.SETTING))
                    .filter(text -> plan.journeyClass().equals(DeclaredJourney.JOURNEY_CLASS)))
        .map(DeclaredJourney::of);
  }

  private static boolean isGood(int status) {
    return status >= 200 && status < 300;
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 -> "give it a header, for example Authorization: Bearer ${SERVICE_TOKEN}";
      case 301, 302, 303, 307, 308 ->
          "redirects are not followed; give it the path it leads to, or a header if that is a login";
      case 404 -> "is its path whole, with the prefix that the service has?";
      case 405 -> "is its method right?";
      case 400, 415, 422 -> "is its path whole, and its body what the service asks for?";
      case 429 -> "the service limits its callers; lift that for the comparison";
      default -> "its log may tell why";
    };
  }
}
