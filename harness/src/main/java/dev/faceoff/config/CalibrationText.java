package dev.faceoff.config;

import java.util.List;
import java.util.Optional;

/** A calibration file as written: by 'faceoff doctor --calibrate', and perhaps put together. */
record CalibrationText(
    @Doc("Each of one class of machines and one target.") List<OfMachine> calibrations) {

  record OfMachine(
      @Doc("What machines that measure alike have in common.") String machine,
      @Doc("What was measured against itself.") String subject,
      @Doc(
              value = "Backend, settings and servers; files of an older Faceoff do not tell.",
              optional = true)
          Optional<String> conditions,
      @Doc(
              value = "When, in UTC.",
              matches = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z",
              form = "an instant such as 2026-01-31T12:00:00Z")
          String measuredAt,
      @Doc(value = "From how many launches.", min = 2, max = 10000, whole = true) double launches,
      @Doc("How much launches differ, by claim.") List<OfClaim> noise) {}

  record OfClaim(
      @Doc(value = "The request; of the whole service unless said.", optional = true)
          Optional<String> endpoint,
      @Doc("Name of the measure.") String measure,
      @Doc(
              value =
                  "Standard deviation between launches: of the logarithm of the ratio, of slowShare of"
                      + " the difference.",
              min = 0,
              max = 100)
          double sigma) {}
}
