package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A statement that is sent once for every row of an answer: N + 1 statements for N rows. */
public final class RepeatedStatements {
  /**
   * Calls for each request from which a repetition is worth a word: where Sentry's detector starts,
   * too.
   */
  static final double LEAST_CALLS = 5;

  /**
   * Calls for each further row of a page. One is the shortcut; rows that share what they look up
   * have less, rows fetched in batches a tenth or a hundredth.
   */
  static final double LEAST_SLOPE = 0.5;

  /** By how much answers must have grown from the smallest page to the largest. */
  static final double LEAST_GROWTH = 1.2;

  /**
   * By how much answers must grow for each further row, as a share of what the first further ones
   * brought: with less there are hardly any more rows to answer with.
   */
  static final double LEAST_STILL_GROWING = 0.5;

  private static final Pattern WRITE =
      Pattern.compile("^\\s*(insert|update|delete|merge)\\b", Pattern.CASE_INSENSITIVE);

  private static final String ADVICE =
      "Ask for what the answer holds, all at once: a join or a grouped statement, or a batch of"
          + " keys (\"where id = any(?)\").";

  private RepeatedStatements() {}

  /**
   * What was seen with a page of a size.
   *
   * @param size rows that were asked for
   */
  public record Page(double size, Played played) {}

  /** Where nothing can be varied: what is repeated often, said without proof. */
  public static Judgement watched(Played usual) {
    if (usual.database().isEmpty()) {
      return Judgement.notLookedFor(Shortcut.REPEATED_STATEMENT, Judgement.NO_DATABASE);
    }
    List<StatementUse> repeated = repeated(usual);
    String remark =
        "No size of a page could be varied, so no count could be seen to follow the rows.";
    if (repeated.isEmpty()) {
      return Judgement.of(Shortcut.REPEATED_STATEMENT, List.of(), remark);
    }
    return Judgement.of(
        Shortcut.REPEATED_STATEMENT,
        List.of(
            new Finding(
                Shortcut.REPEATED_STATEMENT,
                usual.onlyEndpoint(),
                "%s Not confirmed by variation.".formatted(calls(repeated)),
                "%s in the database for each request, and a way there and back for each statement."
                    .formatted(
                        Figure.millis(
                            repeated.stream().mapToDouble(StatementUse::millisPerRequest).sum())),
                ADVICE,
                false)),
        remark);
  }

  /**
   * Where the size of a page was varied.
   *
   * @param over what was varied
   * @param pages ascending in size, at least two
   */
  public static Judgement varied(String over, List<Page> pages) {
    Page small = pages.get(0);
    Page large = pages.get(pages.size() - 1);
    if (large.played().database().isEmpty()) {
      return Judgement.notLookedFor(Shortcut.REPEATED_STATEMENT, Judgement.NO_DATABASE);
    }
    if (large.played().meanAnswerBytes() < LEAST_GROWTH * small.played().meanAnswerBytes()) {
      Judgement watched = watched(large.played());
      return Judgement.of(
          Shortcut.REPEATED_STATEMENT,
          watched.findings(),
          "Answers did not grow with %s, so no count could be seen to follow the rows."
              .formatted(over));
    }
    List<Page> growing = growing(pages);
    boolean steady = growing.size() >= 2;
    List<Page> compared = steady ? growing : pages;
    Page largest = compared.get(compared.size() - 1);
    String remark = remark(over, steady, largest, large);
    List<StatementUse> following =
        repeated(large.played()).stream()
            .filter(use -> slope(use.text(), compared) >= LEAST_SLOPE)
            .toList();
    if (following.isEmpty()) {
      return Judgement.of(Shortcut.REPEATED_STATEMENT, List.of(), remark);
    }
    String each =
        following.stream()
            .map(
                use ->
                    "\"%s\" %s times for each further row"
                        .formatted(
                            Figure.statement(use.text()), Figure.of(slope(use.text(), compared))))
            .collect(Collectors.joining(", "));
    String counts =
        compared.stream()
            .map(
                page ->
                    "%s at %s = %s"
                        .formatted(
                            Figure.of(page.played().database().orElseThrow().callsPerRequest()),
                            over,
                            Figure.of(page.size())))
            .collect(Collectors.joining(", "));
    double further = largest.size() - small.size();
    double millisPerRow =
        (largest.played().medianMillis() - small.played().medianMillis()) / further;
    return Judgement.of(
        Shortcut.REPEATED_STATEMENT,
        List.of(
            new Finding(
                Shortcut.REPEATED_STATEMENT,
                large.played().onlyEndpoint(),
                "Statements for each request follow the rows of the page: %s. Among them %s."
                    .formatted(counts, each),
                "%s for each further row: the median answer takes %s at %s = %s, %s at %s."
                    .formatted(
                        Figure.millis(Math.max(0, millisPerRow)),
                        Figure.millis(small.played().medianMillis()),
                        over,
                        Figure.of(small.size()),
                        Figure.millis(largest.played().medianMillis()),
                        Figure.of(largest.size())),
                ADVICE,
                true)),
        remark);
  }

  /**
   * The sizes up to which answers went on growing. Whoever asks for 20 rows where there are 10 gets
   * no more statements either, and those would look as if they did not follow the rows.
   */
  private static List<Page> growing(List<Page> pages) {
    double first = bytesPerRow(pages.get(0), pages.get(1));
    int end = 1;
    while (end < pages.size()
        && first > 0
        && bytesPerRow(pages.get(end - 1), pages.get(end)) >= LEAST_STILL_GROWING * first) {
      end++;
    }
    return pages.subList(0, end);
  }

  private static double bytesPerRow(Page page, Page next) {
    return (next.played().meanAnswerBytes() - page.played().meanAnswerBytes())
        / (next.size() - page.size());
  }

  private static String remark(String over, boolean steady, Page largest, Page asked) {
    if (!steady) {
      return "Answers did not grow at once with %s, so what follows the rows may have been missed."
          .formatted(over);
    }
    return largest.size() == asked.size()
        ? ""
        : "Answers hardly grew above %s = %s: larger pages, which the data may not fill, were left aside."
            .formatted(over, Figure.of(largest.size()));
  }

  /**
   * Reads only: each row of a batch of inserts is a call as well, and is sent with the others,
   * whether or not the batch grows with the page.
   */
  private static List<StatementUse> repeated(Played played) {
    return played.database().orElseThrow().statements().stream()
        .filter(use -> use.callsPerRequest() >= LEAST_CALLS)
        .filter(use -> !WRITE.matcher(use.text()).find())
        .sorted(Comparator.comparingDouble(StatementUse::callsPerRequest).reversed())
        .toList();
  }

  private static String calls(List<StatementUse> repeated) {
    return repeated.stream()
        .map(
            use ->
                "\"%s\" is sent %s times for each request."
                    .formatted(Figure.statement(use.text()), Figure.of(use.callsPerRequest())))
        .collect(Collectors.joining(" "));
  }

  /** Further calls for each further row, by least squares. */
  private static double slope(String statement, List<Page> pages) {
    double meanSize = pages.stream().mapToDouble(Page::size).average().orElseThrow();
    double meanCalls =
        pages.stream().mapToDouble(page -> calls(statement, page)).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (Page page : pages) {
      double size = page.size() - meanSize;
      covariance += size * (calls(statement, page) - meanCalls);
      variance += size * size;
    }
    return covariance / variance;
  }

  private static double calls(String statement, Page page) {
    return page.played()
        .database()
        .flatMap(use -> use.statement(statement))
        .map(StatementUse::callsPerRequest)
        .orElse(0.0);
  }
}
