package dev.faceoff.proof;

import dev.faceoff.model.Interval;
import dev.faceoff.stats.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes the tables of docs/method-proof.md from the log, between two marks; the text around them
 * is written by hand.
 */
final class ProofTables {
  private static final String BEGIN = "<!-- tables: begin -->";
  private static final String END = "<!-- tables: end -->";
  private static final double CONFIDENCE = 0.95;

  private ProofTables() {}

  /** The document with its tables as the log has them. */
  static String rewritten(String document, ProofLog log) throws IOException {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("the document lacks the marks %s and %s".formatted(BEGIN, END));
    }
    return document.substring(0, begin + BEGIN.length())
        + "\n\n"
        + tables(log.gates(), log.launches())
        + "\n"
        + document.substring(end);
  }

  static void rewrite(Path document, ProofLog log) throws IOException {
    Files.writeString(document, rewritten(Files.readString(document), log));
  }

  static String tables(List<ProofLog.Gate> all, List<ProofLog.Launch> launches) {
    List<ProofLog.Gate> gates =
        all.stream().filter(gate -> gate.rules() == ProofLog.RULES).toList();
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | candidate | machine | gates | regression | inconclusive | INVALID | launches, median | minutes, median | 95 % interval holds the truth | resampled (dependent): regression |
        | --- | --- | ---: | --- | --- | ---: | ---: | ---: | --- | --- |
        """);
    text.append(rows(gates, (kind, beside, own) -> gateRow(kind, beside, own, of(own, launches))));
    text.append(
        """

        On the same recorded pairs, how often other rules would have failed:

        | candidate | machine | gates | fixed limit, p95 +10 % | Mann-Whitney on requests, p < 0.01 | ten slices a side, t test, p < 0.01 |
        | --- | --- | ---: | --- | --- | --- |
        """);
    text.append(rows(gates, ProofTables::rivalRow));
    if (gates.size() < all.size()) {
      text.append(
          "\nIn the files and not in the tables, as they were judged by earlier rules: %d gates.\n"
              .formatted(all.size() - gates.size()));
    }
    return text.toString();
  }

  private static List<ProofLog.Launch> of(
      List<ProofLog.Gate> gates, List<ProofLog.Launch> launches) {
    Set<Integer> numbers =
        gates.stream()
            .filter(ProofLog.Gate::isValid)
            .map(ProofLog.Gate::gate)
            .collect(Collectors.toSet());
    return launches.stream().filter(launch -> numbers.contains(launch.gate())).toList();
  }

  private interface Row {
    String of(Kind kind, ProofLog.Beside beside, List<ProofLog.Gate> gates);
  }

  private static String rows(List<ProofLog.Gate> gates, Row row) {
    List<String> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (ProofLog.Beside beside : ProofLog.Beside.values()) {
        List<ProofLog.Gate> own =
            gates.stream().filter(gate -> gate.kind() == kind && gate.beside() == beside).toList();
        if (!own.isEmpty()) {
          rows.add(row.of(kind, beside, own) + "\n");
        }
      }
    }
    return String.join("", rows);
  }

  private static String gateRow(
      Kind kind, ProofLog.Beside beside, List<ProofLog.Gate> all, List<ProofLog.Launch> launches) {
    List<ProofLog.Gate> valid = all.stream().filter(ProofLog.Gate::isValid).toList();
    return "| %s | %s | %d | %s | %s | %d | %s | %s | %s | %s |"
        .formatted(
            kind.label(),
            beside.label(),
            all.size(),
            share(valid, gate -> gate.verdict().equals("REGRESSION")),
            share(valid, gate -> gate.verdict().equals("INCONCLUSIVE")),
            all.size() - valid.size(),
            median(valid.stream().mapToDouble(ProofLog.Gate::launches).toArray(), "%.0f"),
            median(valid.stream().mapToDouble(gate -> gate.seconds() / 60).toArray(), "%.1f"),
            coverage(kind, valid),
            kind == Kind.SAME ? new ResampledGates(launches).falseAlarms() : "");
  }

  private static String rivalRow(Kind kind, ProofLog.Beside beside, List<ProofLog.Gate> all) {
    List<ProofLog.Gate> valid =
        all.stream().filter(gate -> gate.isValid() && gate.threshold().isPresent()).toList();
    return "| %s | %s | %d | %s | %s | %s |"
        .formatted(
            kind.label(),
            beside.label(),
            valid.size(),
            share(valid, gate -> gate.threshold().orElse(false)),
            share(valid, gate -> gate.mannWhitney().orElse(1.0) < 0.01),
            share(valid, gate -> gate.slices().orElse(false)));
  }

  /** Only where the truth is known: of the same build the ratio is 1. */
  private static String coverage(Kind kind, List<ProofLog.Gate> valid) {
    List<ProofLog.Gate> told = valid.stream().filter(gate -> gate.low().isPresent()).toList();
    return kind == Kind.SAME
        ? share(told, gate -> gate.low().get() <= 1 && 1 <= gate.high().get())
        : "";
  }

  /** For example "3 of 20, 15 % [3, 38]". */
  private static String share(List<ProofLog.Gate> gates, Predicate<ProofLog.Gate> event) {
    if (gates.isEmpty()) {
      return "";
    }
    long events = gates.stream().filter(event).count();
    Interval interval = Shares.clopperPearson(events, gates.size(), CONFIDENCE);
    return String.format(
        Locale.ROOT,
        "%d of %d, %.0f %% [%.1f, %.1f]",
        events,
        gates.size(),
        100.0 * events / gates.size(),
        100 * interval.low(),
        100 * interval.high());
  }

  private static String median(double[] values, String format) {
    if (values.length == 0) {
      return "";
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return String.format(Locale.ROOT, format, median);
  }
}
