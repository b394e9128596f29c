package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Claim;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Verdict;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CalibrationsTest {
  private static final Claim TYPICAL = new Claim("list", Measure.TYPICAL_LATENCY);
  private static final Claim CPU = new Claim("", Measure.CPU);
  private static final Claim ERRORS = new Claim("list", Measure.ERROR_SHARE);

  @Test
  void leavesOutWhatSomeLaunchesLackAndWhatIsNoRatio() {
    Map<Claim, Double> sigma =
        Calibrations.sigma(
            List.of(
                finding(TYPICAL, 1.02, 1.05, 0.99),
                finding(CPU, 1.01, 1.02),
                finding(ERRORS, 0, 0.01, 0)),
            3);

    assertThat(sigma).containsOnlyKeys(TYPICAL);
    assertThat(sigma.get(TYPICAL)).isPositive();
  }

  @Test
  void conditionsAreBackendSettingsAndServersWithoutTheirPasswords() {
    Scenario scenario =
        ScenarioFixture.asking(
            Designs.NONE,
            Map.of(
                "rows", new Setting("rows", "rows in the database", 1000, 1, 5000),
                "rate", new Setting("rate", "users each second", 2.5, 1, 50)));
    Servers servers =
        new Servers(
            Optional.of(
                new Servers.Database(
                    new Address("data.example", 5432), "shop", "tester", Optional.of("secret"))),
            Optional.empty(),
            Optional.of(URI.create("http://proxy.example:8474")));

    assertThat(Calibrations.conditions(scenario, BackendKind.EXTERNAL, servers))
        .isEqualTo(
            "external backend, rate=2.5, rows=1000, postgresql://data.example:5432/shop,"
                + " Toxiproxy at http://proxy.example:8474");
    assertThat(Calibrations.conditions(scenario, BackendKind.EMBEDDED, Servers.NONE))
        .isEqualTo("embedded backend, rate=2.5, rows=1000");
  }

  private static GateFinding finding(Claim claim, double... byLaunch) {
    return new GateFinding(
        claim,
        true,
        Optional.empty(),
        Optional.empty(),
        Estimate.exact(1, "launches"),
        Optional.empty(),
        Arrays.stream(byLaunch).boxed().toList(),
        Verdict.INCONCLUSIVE,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }
}
