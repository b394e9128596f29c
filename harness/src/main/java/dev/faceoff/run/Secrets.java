package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.util.Map;
import java.util.stream.Stream;

/** What requests take from the environment. */
final class Secrets {
  private Secrets() {}

  /**
   * Makes sure, before a service is started, that headers can carry the variables they ask for:
   * else each of them would break off, and nobody would know why.
   *
   * @param environment variables by name; one that is missing was refused when the file was read
   * @throws FaceoffException of kind ENVIRONMENT that names the first one that cannot be sent
   */
  static void requireSendable(Scenario scenario, Map<String, String> environment) {
    declared(scenario)
        .flatMap(journey -> journey.headerVariables().stream())
        .filter(name -> holdsControlCharacter(environment.getOrDefault(name, "")))
        .findFirst()
        .ifPresent(
            name -> {
              throw new FaceoffException(
                  FaceoffException.Kind.ENVIRONMENT,
                  "the environment variable %s holds a control character, for example the end of a line; headers cannot carry it: set it without"
                      .formatted(name));
            });
  }

  /** A file that was made on Windows leaves half an end of line in what a shell reads from it. */
  private static boolean holdsControlCharacter(String value) {
    return value.chars().anyMatch(Character::isISOControl);
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
