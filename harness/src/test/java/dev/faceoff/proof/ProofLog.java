package dev.faceoff.proof;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The raw numbers of the proof: two CSV files to which each gate is appended, one line a gate and
 * one line a launch and claim.
 */
final class ProofLog {
  private static final String GATES =
      "gate,rules,at,machine,kind,hog,others,seed,status,verdict,regressions,launches,replaced,seconds,"
          + "typical,low,high,threshold,mannWhitney,slices";
  private static final String LAUNCHES = "gate,launch,endpoint,measure,contrast";

  /**
   * The edition of the rules by which gates are judged now; raised when their defaults or the
   * judgement change, so that figures are never of two kinds of gates. 1 sent 24 pairs a second for
   * 8 s and judged slow requests by odds, 2 took the rate from the trial, 3 measures 16 s and
   * judges slow requests by the difference of their shares, 4 sends fewer pairs a second, 5 spends
   * at the last look what is left of the error, 6 spreads it over the launches that the time holds.
   */
  static final int RULES = 6;

  /** Share of the processors' time that others may take of a machine that counts as idle. */
  private static final double IDLE = 0.05;

  private final Path gates;
  private final Path launches;

  ProofLog(Path folder) {
    this.gates = folder.resolve("gates.csv");
    this.launches = folder.resolve("launches.csv");
  }

  /** What a machine does beside a gate. */
  enum Beside {
    NOTHING("idle"),
    OTHER_WORK("in use for other work"),
    HOG("beside a CPU hog");

    private final String label;

    Beside(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * A gate.
   *
   * @param gate its number, from 1
   * @param rules edition of the rules by which it was judged, see {@link #RULES}
   * @param machine the machine class
   * @param hog whether another process kept a processor busy meanwhile
   * @param others share of the processors' time that other programs took, without that of the hog;
   *     empty where unknown
   * @param regressions claims that were called so, "endpoint measure", parted by semicolons
   * @param typical ratio of the typical latency, with its interval of 95 %; empty without numbers
   * @param threshold whether a fixed limit of 10 % on the pooled p95 would have failed
   * @param mannWhitney the one-sided p-value of Mann-Whitney on all requests
   * @param slices whether a t test over ten slices a side would have failed
   */
  record Gate(
      int gate,
      int rules,
      String at,
      String machine,
      Kind kind,
      boolean hog,
      Optional<Double> others,
      long seed,
      String status,
      String verdict,
      String regressions,
      int launches,
      int replaced,
      double seconds,
      Optional<Double> typical,
      Optional<Double> low,
      Optional<Double> high,
      Optional<Boolean> threshold,
      Optional<Double> mannWhitney,
      Optional<Boolean> slices) {

    boolean isValid() {
      return status.equals("VALID");
    }

    /** What the machine was doing beside, in words. */
    Beside beside() {
      if (hog) {
        return Beside.HOG;
      }
      return others.orElse(0.0) < IDLE ? Beside.NOTHING : Beside.OTHER_WORK;
    }
  }

  /**
   * What a launch said of a claim.
   *
   * @param contrast ln(candidate / baseline), or their difference where {@link
   *     Measure#isComparedByDifference}
   */
  record Launch(int gate, int launch, String endpoint, String measure, double contrast) {
    /** Of what a report shows of a launch: a ratio, or a difference. */
    static Launch of(int gate, int launch, Claim claim, double shown) {
      Measure measure = claim.measure();
      return new Launch(
          gate,
          launch,
          claim.endpoint(),
          measure.id(),
          measure.isComparedByDifference() ? shown : Math.log(shown));
    }
  }

  List<Gate> gates() throws IOException {
    List<Gate> all = new ArrayList<>();
    for (String[] fields : lines(gates, GATES)) {
      all.add(
          new Gate(
              Integer.parseInt(fields[0]),
              Integer.parseInt(fields[1]),
              fields[2],
              fields[3],
              Kind.of(fields[4]),
              Boolean.parseBoolean(fields[5]),
              number(fields[6]),
              Long.parseLong(fields[7]),
              fields[8],
              fields[9],
              fields[10],
              Integer.parseInt(fields[11]),
              Integer.parseInt(fields[12]),
              Double.parseDouble(fields[13]),
              number(fields[14]),
              number(fields[15]),
              number(fields[16]),
              truth(fields[17]),
              number(fields[18]),
              truth(fields[19])));
    }
    return all;
  }

  List<Launch> launches() throws IOException {
    List<Launch> all = new ArrayList<>();
    for (String[] fields : lines(launches, LAUNCHES)) {
      all.add(
          new Launch(
              Integer.parseInt(fields[0]),
              Integer.parseInt(fields[1]),
              fields[2],
              fields[3],
              Double.parseDouble(fields[4])));
    }
    return all;
  }

  /** The number of the next gate. */
  int next() throws IOException {
    return gates().stream().mapToInt(Gate::gate).max().orElse(0) + 1;
  }

  void append(Gate gate, List<Launch> of) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Launch launch : of) {
      lines.add(
          String.join(
              ",",
              String.valueOf(launch.gate()),
              String.valueOf(launch.launch()),
              launch.endpoint(),
              launch.measure(),
              String.format(Locale.ROOT, "%.6f", launch.contrast())));
    }
    append(launches, LAUNCHES, lines);
    // Last: a gate that is in the log is there with all its launches.
    append(
        gates,
        GATES,
        List.of(
            String.join(
                ",",
                String.valueOf(gate.gate()),
                String.valueOf(gate.rules()),
                gate.at(),
                gate.machine().replace(',', ' '),
                gate.kind().id(),
                String.valueOf(gate.hog()),
                text(gate.others()),
                String.valueOf(gate.seed()),
                gate.status(),
                gate.verdict(),
                gate.regressions(),
                String.valueOf(gate.launches()),
                String.valueOf(gate.replaced()),
                String.format(Locale.ROOT, "%.1f", gate.seconds()),
                text(gate.typical()),
                text(gate.low()),
                text(gate.high()),
                gate.threshold().map(String::valueOf).orElse(""),
                gate.mannWhitney().map(p -> String.format(Locale.ROOT, "%.3g", p)).orElse(""),
                gate.slices().map(String::valueOf).orElse(""))));
  }

  private static void append(Path file, String header, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    List<String> all = new ArrayList<>();
    if (!Files.exists(file)) {
      all.add(header);
    }
    all.addAll(lines);
    Files.write(file, all, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String[]> lines(Path file, String header) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(file);
    if (!lines.get(0).equals(header)) {
      throw new IOException(file + " does not begin with " + header);
    }
    int fields = header.split(",").length;
    List<String[]> all = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      if (values.length != fields) {
        throw new IOException("%s: not %d fields: %s".formatted(file, fields, line));
      }
      all.add(values);
    }
    return all;
  }

  private static String text(Optional<Double> number) {
    return number.map(value -> String.format(Locale.ROOT, "%.5f", value)).orElse("");
  }

  private static Optional<Double> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(text));
  }

  private static Optional<Boolean> truth(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Boolean.valueOf(text));
  }
}
