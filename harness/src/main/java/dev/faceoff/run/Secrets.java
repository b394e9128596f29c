package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.Template;
import java.util.Map;
import java.util.stream.Stream;

/** What requests take from the environment. */
final class Secrets {
  private Secrets() {}

  /**
   * Makes sure, before anything is started, that requests can carry the variables they ask for: else
   * each of them would break off, and nobody would know why.
   *
   * @param environment variables by name; one that is missing was refused when the file was read
   * @throws FaceoffException of kind ENVIRONMENT that names the first one that cannot be sent
   */
  static void requireSendable(Scenario scenario, Map<String, String> environment) {
    declared(scenario)
        .flatMap(journey -> journey.variables().stream())
        .flatMap(name -> Template.flaw(name, environment.getOrDefault(name, "")).stream())
        .findFirst()
        .ifPresent(
            flaw -> {
              throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, flaw);
            });
  }

  /** The requests that a file declares, of the scenario and of those that play it. */
  private static Stream<DeclaredJourney> declared(Scenario scenario) {
    return Stream.concat(
            Stream.ofNullable(scenario.journeyTexts().get(DeclaredJourney.SETTING)),
            scenario.variants().stream()
                .flatMap(variant -> variant.own().stream())
                .map(OwnService::requests))
        .map(DeclaredJourney::of);
  }
}
