package dev.faceoff.run;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Setting;
import dev.faceoff.report.GateReport;
import dev.faceoff.stats.GatePlan;
import dev.faceoff.stats.LaunchNoise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Draws the noise of a machine from a comparison of a build with itself. */
public final class Calibrations {
  private Calibrations() {}

  /**
   * What gates will find.
   *
   * @param sigma standard deviation between launches, as in {@link Calibration}
   * @param change the smallest that nine of ten gates find, as a share; empty when none is found
   */
  public record Resolution(Claim claim, double sigma, OptionalDouble change) {}

  /** How many launches a gate has in its time. */
  public static int launches(GateRules rules) {
    return GateSizing.launches(rules);
  }

  /** What gates by these rules will find in their time, one a gated claim. */
  public static List<Resolution> resolutions(GateRules rules, Calibration calibration) {
    GatePlan plan = new GatePlan(rules, calibration);
    return plan.claims().stream()
        .map(
            claim ->
                new Resolution(
                    claim, calibration.sigma().get(claim), plan.resolvable(claim, launches(rules))))
        .toList();
  }

  /**
   * The standard deviations between launches.
   *
   * @param same the report of a comparison of a target with itself, with numbers
   * @param conditions as in {@link #conditions}
   */
  public static Calibration of(GateReport same, String conditions, Instant measuredAt) {
    int launches = same.launches().size();
    return new Calibration(
        Machine.machineClass(),
        same.baseline().label(),
        Optional.of(conditions),
        measuredAt,
        launches,
        sigma(same.findings(), launches));
  }

  /**
   * What noise depends on beside machine and target: "embedded backend, pageSize=5, rate=20".
   *
   * @param servers of which no password is told
   */
  public static String conditions(Scenario scenario, BackendKind backend, Servers servers) {
    List<String> parts = new ArrayList<>(List.of(backend.id() + " backend"));
    scenario.settings().values().stream()
        .sorted(Comparator.comparing(Setting::name))
        .forEach(setting -> parts.add(setting.name() + "=" + setting.text()));
    servers.database().ifPresent(server -> parts.add(server.toString()));
    servers.redis().ifPresent(server -> parts.add(server.toString()));
    servers.toxiproxy().ifPresent(server -> parts.add("Toxiproxy at " + server));
    return String.join(", ", parts);
  }

  /** One a claim that is judged by launches and that every launch has. */
  static Map<Claim, Double> sigma(List<GateFinding> findings, int launches) {
    Map<Claim, Double> sigma = new TreeMap<>();
    for (GateFinding finding : findings) {
      // Failures are counted one by one; their noise is that of counting.
      boolean hasNoise = finding.claim().measure() != Measure.ERROR_SHARE;
      // A claim that some launches lack would look quieter than it is.
      if (hasNoise && finding.byLaunch().size() == launches) {
        sigma.put(
            finding.claim(), LaunchNoise.sigma(finding.claim().measure(), finding.byLaunch()));
      }
    }
    return sigma;
  }
}
