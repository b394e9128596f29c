package dev.faceoff.run;

import dev.faceoff.load.FailedAnswers;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.plan.LoadPlan;
import java.io.IOException;
import java.util.List;

/**
 * Refuses to compare what nobody answered: two services that turn every request away do it equally
 * fast.
 */
final class Refusals {
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
      throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, sentence(failed.get(0)));
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
            "%s: %s".formatted(variant.name(), sentence(failed.get(0))));
      }
    }
  }

  /** What happened and what to do, on one line. */
  static String sentence(FailedAnswers failed) {
    return switch (failed.outcome()) {
      case STATUS ->
          "every answer to %s was %d: %s"
              .formatted(failed.endpoint(), failed.status(), advice(failed.status()));
      case CHECK ->
          "no answer to %s holds what its checks ask for, though the status was %d: an error page, or the wrong 'contains' or 'jsonPath'"
              .formatted(failed.endpoint(), failed.status());
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
