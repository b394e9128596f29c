package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.report.Report;
import dev.faceoff.run.Merge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge",
    description = "Adds the runs of several load generators and judges them as one.")
final class MergeCommand implements Callable<Integer> {
  /** Histograms and a report; the samples stay where they are. */
  private static final long ROOM_BYTES = 20L << 20;

  private final Context context;
  private final List<String> words;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "Folders of the runs of 'faceoff run --generator', one a part; or the folder of --meet, in"
              + " which they are.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; default: results/<UTC time>-merged.")
  private Path out;

  @Option(names = "--json", description = "Prints results.json and nothing else on stdout.")
  private boolean json;

  @Option(names = "--open", description = "Opens the report when done.")
  private boolean open;

  @Option(names = "--strict", description = "Ends with 4 when an expectation could not be decided.")
  private boolean strict;

  MergeCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    Surroundings surroundings = context.surroundings();
    Merge merge = Merge.of(parts(), surroundings::shown);
    Path folder =
        out == null
            ? RunFolder.unused(surroundings.folder(), surroundings.clock(), "merged")
            : surroundings.folder().resolve(out).normalize();
    RunFolder.prepare(folder, surroundings.shown(folder), ROOM_BYTES);
    Report report = merge.report(folder, words);
    try (Outcome outcome = new Outcome(context, json)) {
      outcome.print(report, folder);
    }
    if (open) {
      context.parts().opener().accept(folder.resolve(Outcome.HTML));
    }
    return ExitCode.of(report, strict).code();
  }

  private List<Path> parts() {
    List<Path> named =
        folders.stream()
            .map(folder -> context.surroundings().folder().resolve(folder).normalize())
            .toList();
    return named.size() == 1 ? within(named.get(0)) : named;
  }

  /** The parts in a folder in which they met; the folder itself where there are none. */
  private List<Path> within(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> parts =
          entries
              .filter(entry -> entry.getFileName().toString().matches("part-\\d+"))
              .sorted()
              .toList();
      return parts.isEmpty() ? List.of(folder) : parts;
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s cannot be read".formatted(context.surroundings().shown(folder)),
          e);
    }
  }
}
