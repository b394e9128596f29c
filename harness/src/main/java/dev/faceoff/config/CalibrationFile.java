package dev.faceoff.config;

import dev.faceoff.config.CalibrationText.OfClaim;
import dev.faceoff.config.CalibrationText.OfMachine;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A file of calibrations, YAML that can be committed: one for each class of machines, target and
 * conditions.
 */
public final class CalibrationFile {
  /** Its name where none is given. */
  public static final String USUAL_NAME = "faceoff-calibration.yaml";

  private CalibrationFile() {}

  /**
   * Reads a file.
   *
   * @throws BadFileException if it is not as it must be
   */
  public static List<Calibration> read(Path file) {
    Document<CalibrationText> document = RecordReader.read(file, CalibrationText.class);
    List<Calibration> all = new ArrayList<>();
    List<OfMachine> written = document.value().calibrations();
    for (int i = 0; i < written.size(); i++) {
      OfMachine each = written.get(i);
      String path = "calibrations[" + i + "]";
      Map<Claim, Double> sigma = new HashMap<>();
      for (int j = 0; j < each.noise().size(); j++) {
        OfClaim noise = each.noise().get(j);
        String id = noise.measure();
        Measure measure =
            Measure.byId(id)
                .orElseThrow(
                    () ->
                        document.bad(
                            path,
                            "unknown measure '%s'%s".formatted(id, Nearest.hint(id, measures()))));
        sigma.put(new Claim(noise.endpoint().orElse(""), measure), noise.sigma());
      }
      all.add(
          new Calibration(
              each.machine(),
              each.subject(),
              each.conditions(),
              Instant.parse(each.measuredAt()),
              (int) each.launches(),
              sigma));
    }
    return all;
  }

  /**
   * Adds a calibration, in place of an earlier one of the same machines and target whose conditions
   * are the same or unknown.
   *
   * @throws BadFileException if there is a file that is not as it must be
   */
  public static void add(Path file, Calibration calibration) throws IOException {
    List<Calibration> all = new ArrayList<>();
    if (Files.exists(file)) {
      all.addAll(read(file));
      all.removeIf(
          each ->
              Objects.equals(each.machineClass(), calibration.machineClass())
                  && Objects.equals(each.subject(), calibration.subject())
                  && (each.conditions().isEmpty()
                      || each.conditions().equals(calibration.conditions())));
    }
    all.add(calibration);
    Path half = file.resolveSibling("." + file.getFileName() + ".half");
    Files.writeString(half, text(all));
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(List<Calibration> all) {
    StringBuilder text =
        new StringBuilder(
            """
            # How much launches of the same build differ, measured by 'faceoff doctor --calibrate'.
            # A gate takes no less for its noise, and says what a machine cannot resolve.
            calibrations:
            """);
    for (Calibration each : all) {
      text.append("  - machine: ").append(quoted(each.machineClass())).append('\n');
      text.append("    subject: ").append(quoted(each.subject())).append('\n');
      each.conditions()
          .ifPresent(
              conditions ->
                  text.append("    conditions: ").append(quoted(conditions)).append('\n'));
      text.append("    measuredAt: \"")
          .append(each.measuredAt().truncatedTo(ChronoUnit.SECONDS))
          .append("\"\n");
      text.append("    launches: ").append(each.launches()).append('\n');
      text.append("    noise:\n");
      new TreeMap<>(each.sigma())
          .forEach(
              (claim, sigma) ->
                  text.append("      - {")
                      .append(
                          claim.endpoint().isEmpty()
                              ? ""
                              : "endpoint: " + quoted(claim.endpoint()) + ", ")
                      .append("measure: ")
                      .append(claim.measure().id())
                      .append(String.format(Locale.ROOT, ", sigma: %.5f}%n", sigma)));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> measures() {
    return java.util.Arrays.stream(Measure.values()).map(Measure::id).toList();
  }
}
