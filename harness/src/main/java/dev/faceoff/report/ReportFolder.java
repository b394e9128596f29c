package dev.faceoff.report;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report's files in a run folder. */
public final class ReportFolder {
  public static final String HTML = "report.html";
  public static final String JSON = "results.json";
  public static final String MARKDOWN = "summary.md";
  public static final String JUNIT = "junit.xml";

  /** For github-action-benchmark; only where a gate has numbers. */
  public static final String GITHUB_BENCHMARK = "benchmark.json";

  /** For Bencher; only where a gate has numbers. */
  public static final String BENCHER = "bencher.json";

  private ReportFolder() {}

  /** Writes every file of the report; {@code results.json} first, the others follow from it. */
  public static void write(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(new JsonWriter(), report, folder.resolve(JSON));
    write(new HtmlWriter(), report, folder.resolve(HTML));
    write(new MarkdownWriter(), report, folder.resolve(MARKDOWN));
    write(new JunitWriter(), report, folder.resolve(JUNIT));
    if (Benchmarks.hasNumbers(report)) {
      write(new Benchmarks.GitHubWriter(), report, folder.resolve(GITHUB_BENCHMARK));
      write(new Benchmarks.BencherWriter(), report, folder.resolve(BENCHER));
    }
  }

  /**
   * The report of a run folder, from its {@code results.json} alone.
   *
   * @throws FaceoffException of kind USAGE if there is none or it cannot be read
   */
  public static Report read(Path folder) {
    Path file = folder.resolve(JSON);
    try {
      return new JsonReader().read(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s: no such file; name a run folder, such as results/<time>-<name>".formatted(file),
          e);
    } catch (CharacterCodingException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE, "%s: not UTF-8 text".formatted(file), e);
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT, "%s: cannot be read: %s".formatted(file, e), e);
    }
  }

  private static void write(ReportWriter writer, Report report, Path file) throws IOException {
    // Whole or not at all: results.json may be the only thing this is written from.
    Path half = file.resolveSibling("." + file.getFileName() + ".half");
    try (var out = Files.newBufferedWriter(half)) {
      writer.write(report, out);
    }
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
