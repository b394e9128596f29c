package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.plan.Share;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GeneratorPartTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void aPartPlaysItsShareFromWhenAllBegin() {
    GeneratorPart part = new GeneratorPart(2, 3, NOON);

    assertThat(part.label()).isEqualTo("part 2 of 3");
    assertThat(part.share(NOON)).isEqualTo(new Share(2, 3, NOON.toEpochMilli()));
  }

  @Test
  void everyPartKnowsWhenEachLaunchBegins() {
    Instant first = new GeneratorPart(1, 2, NOON).begin(0, 60, Duration.ofSeconds(5));
    Instant third = new GeneratorPart(1, 2, NOON).begin(2, 60, Duration.ofSeconds(5));

    assertThat(first).isEqualTo(NOON);
    assertThat(third).isEqualTo(new GeneratorPart(2, 2, NOON).begin(2, 60, Duration.ofSeconds(5)));
    // The load, its slowest request, and time to end and to get ready again.
    assertThat(Duration.between(first, third))
        .isEqualTo(Duration.ofSeconds(60 + 5).plus(PartLaunch.BETWEEN).multipliedBy(2));
  }

  @Test
  void servicesThatRunAlreadyAreLoadedByMany() {
    ScenarioRequest running = ScenarioRequest.ofPair(PartFixture.scenario(10));

    assertThatCode(() -> GeneratorPart.requireDivisible(running)).doesNotThrowAnyException();
  }

  @Test
  void whatEachWouldStartIsNotDivided() {
    refused(
        ScenarioFixture.scenario(),
        "--generator: several generators load services that run already, but naive of sample would be started by each of them; give it a target file with start.url");
  }

  @Test
  void faultsThatComeAndGoAreNotDivided() {
    Scenario running = PartFixture.scenario(10);
    Scenario faulty =
        new Scenario(
            running.name(),
            running.title(),
            running.question(),
            running.story(),
            running.journeyClass(),
            running.endpoints(),
            running.load(),
            running.target(),
            running.dependencies(),
            ScenarioFixture.underFaults().faults(),
            running.reconciliation(),
            running.variants(),
            running.settings(),
            running.profiles(),
            running.causeMeasure(),
            running.highlight(),
            running.expectations(),
            running.designs(),
            running.folder(),
            false);

    refused(
        faulty,
        "--generator: sample has faults that come and go, and no generator can reach the connections of services that run already");
  }

  @Test
  void thereAreTwoPartsAtLeast() {
    assertThatThrownBy(() -> new GeneratorPart(1, 1, NOON))
        .hasMessage("a part is one of 2 to 64, but this is 1 of 1");
    assertThatThrownBy(() -> new GeneratorPart(3, 2, NOON))
        .hasMessage("a part is one of 2 to 64, but this is 3 of 2");
  }

  private static void refused(Scenario scenario, String message) {
    ScenarioRequest asked = ScenarioRequest.ofPair(scenario);
    assertThatThrownBy(() -> GeneratorPart.requireDivisible(asked)).hasMessage(message);
  }
}
