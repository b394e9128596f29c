package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.report.Report;
import dev.faceoff.run.Phase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a run's report and prints its end: verdict table, where the time went, the path. */
final class Outcome implements AutoCloseable {
  static final String HTML = "report.html";
  static final String JSON = "results.json";

  private final Context context;
  private final boolean json;

  Outcome(Context context, boolean json) {
    this.context = context;
    this.json = json;
  }

  void print(Report report, Path folder) {
    try {
      long start = context.surroundings().nanoTime().getAsLong();
      context.parts().reports().write(report, folder);
      double seconds = (context.surroundings().nanoTime().getAsLong() - start) / 1e9;

      PrintStream words = json ? context.err() : context.out();
      words.println();
      String table =
          context.parts().reports().text(report, !json && context.surroundings().colours());
      words.println(table.stripTrailing());
      words.println();
      words.println(split(report.run().secondsByPhase(), seconds));
      words.println(context.surroundings().shown(folder.resolve(HTML)));
      if (json) {
        context.out().write(Files.readAllBytes(folder.resolve(JSON)));
      }
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "the report could not be written to %s: %s"
              .formatted(context.surroundings().shown(folder), e.getMessage()),
          e);
    }
  }

  /** For example "start-up 12 s, data 3 s, warm-up 20 s, load 80 s, gaps 20 s, report 1 s". */
  private static String split(Map<String, Double> secondsByPhase, double writing) {
    Map<String, Double> rest = new TreeMap<>(secondsByPhase);
    rest.merge(Phase.REPORT.label(), writing, Double::sum);
    List<String> parts = new ArrayList<>();
    for (Phase phase : Arrays.asList(Phase.values())) {
      Double seconds = rest.remove(phase.label());
      if (seconds != null) {
        parts.add("%s %d s".formatted(phase.label(), Math.round(seconds)));
      }
    }
    rest.forEach((label, seconds) -> parts.add("%s %d s".formatted(label, Math.round(seconds))));
    return String.join(", ", parts);
  }

  @Override
  public void close() {
    context.out().flush();
    context.err().flush();
  }
}
