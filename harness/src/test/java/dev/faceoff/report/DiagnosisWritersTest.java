package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Party;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisWritersTest {
  private static String text(ReportWriter writer, Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    writer.write(report, out);
    return out.toString();
  }

  @Test
  void pageEscapesEveryName() throws IOException {
    String page = text(new HtmlWriter(), HostileReports.everyStringOfADiagnosisIsMarkup());

    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(1);
    assertThat(page).doesNotContain("\u0007");
  }

  @Test
  void summaryEscapesEveryName() throws IOException {
    String summary = text(new MarkdownWriter(), HostileReports.everyStringOfADiagnosisIsMarkup());

    String withoutCode = summary.replaceAll("(?<![\\\\`])(`+)(?!`)[^\\n]*?(?<!`)\\1(?!`)", "");
    assertThat(withoutCode).doesNotContain("<script>").contains("&lt;script&gt;");
  }

  @Test
  void everyFormatTellsEvidencePriceAndAdvice() throws IOException {
    for (ReportWriter writer :
        List.of(new HtmlWriter(), new JsonWriter(), new MarkdownWriter(), new JunitWriter())) {
      assertThat(text(writer, DiagnosisFixtures.found()))
          .contains("51 at limit = 50")
          .contains("2.82 ms for each further row")
          .contains("Ask for what the answer holds");
    }
  }

  @Test
  void anEndpointThatNeverAnsweredIsNotClean() {
    DiagnosisReport clean = DiagnosisFixtures.clean().diagnosis().orElseThrow();
    String unanswered = "Every answer to place-order was 401: give it a header.";
    DiagnosisReport silent =
        new DiagnosisReport(
            clean.name(),
            clean.target(),
            clean.status(),
            List.of(unanswered),
            clean.findings(),
            clean.examined(),
            clean.experiments(),
            clean.trust());

    assertThat(DiagnosisWords.headline(clean).mark()).isEqualTo(Mark.CLEAN);
    assertThat(DiagnosisWords.headline(silent).mark()).isEqualTo(Mark.OPEN);
    assertThat(DiagnosisWords.headline(silent).sentence())
        .startsWith(unanswered + " It shows none of the 2 shortcuts");
  }

  @Test
  void nothingIsFoundInWhatIsInvalid() {
    assertThatThrownBy(
            () ->
                new DiagnosisReport(
                    "shop",
                    new Party("shop", "jar", Map.of()),
                    Status.INVALID,
                    List.of(),
                    DiagnosisFixtures.found().diagnosis().orElseThrow().findings(),
                    List.of(),
                    List.of(),
                    Optional.empty()))
        .hasMessage("a diagnosis that is INVALID finds nothing");
  }

  @ParameterizedTest
  @EnumSource
  void everyLessonIsAPageOfThisProject(Shortcut shortcut) throws IOException {
    String[] place = shortcut.lesson().split("#", 2);
    Path page = Path.of("..", place[0]);

    assertThat(page).isRegularFile();
    if (place.length == 2) {
      assertThat(Files.readAllLines(page).stream().map(DiagnosisWritersTest::anchor))
          .contains(place[1]);
    }
    assertThat(Shortcut.byId(shortcut.id())).contains(shortcut);
  }

  /** By which a page is linked at a heading. */
  private static String anchor(String line) {
    return line.startsWith("## ")
        ? line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-')
        : "";
  }
}
