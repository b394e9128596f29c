package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens the page in a real browser with axe-core. A page around it holds it in frames as wide as a
 * desktop and a telephone; axe runs within them and leaves its results, encoded, in the outer page.
 */
class AccessibilityTest {
  private static final Pattern RESULT = Pattern.compile("id=\"result\">([A-Za-z0-9+/=]+)<");

  /** A desktop and a telephone. */
  private static final List<Integer> WIDTHS = List.of(1280, 400);

  @TempDir private Path folder;

  static Stream<Arguments> views() {
    return Stream.of(
        Arguments.of("four-scenarios", Reports.fourScenarios(), false, 21),
        Arguments.of("four-scenarios", Reports.fourScenarios(), true, 21),
        Arguments.of("invalid", Reports.invalid(), false, 0),
        Arguments.of("hostile", HostileReports.everyStringIsMarkup(), true, 21),
        Arguments.of("growth", GrowthFixtures.two(), false, 7),
        Arguments.of("capacity", CapacityFixtures.two(), false, 5),
        Arguments.of("spike", SpikeFixtures.two(), true, 5),
        Arguments.of("alerts", AlertFixtures.two(), true, 5),
        Arguments.of("hostile alerts", HostileReports.everyStringOfAWatchIsMarkup(), false, 5),
        Arguments.of("scale", ScaleFixtures.likeNaive(), false, 3),
        Arguments.of("six variants", ScaleFixtures.sixVariants(), false, 6),
        Arguments.of("own service under faults", ScaleFixtures.secondUnderFaults(), true, 8),
        Arguments.of("hostile scale", HostileReports.everyStringOfAScaleIsMarkup(), true, 3),
        Arguments.of("hostile growth", HostileReports.everyStringOfAGrowthIsMarkup(), true, 7),
        Arguments.of("diagnosis", DiagnosisFixtures.found(), false, 0),
        Arguments.of(
            "hostile diagnosis", HostileReports.everyStringOfADiagnosisIsMarkup(), true, 0),
        Arguments.of("gate", GateReports.regression(), false, 6),
        Arguments.of("gate with errors", GateReports.moreErrors(), true, 4),
        Arguments.of("answers differ", GateReports.answersDiffer(), false, 0),
        Arguments.of("hostile gate", HostileReports.everyStringOfAGateIsMarkup(), true, 6));
  }

  @ParameterizedTest(name = "{0}, dark: {2}")
  @MethodSource("views")
  void pageHasNoSeriousViolationAndDoesNotScrollSideways(
      String name, Report report, boolean dark, int figures) throws Exception {
    JsonNode results = inspect(report, dark, true);

    assertThat(results).hasSize(WIDTHS.size());
    for (int i = 0; i < WIDTHS.size(); i++) {
      JsonNode result = results.get(i);
      assertThat(result.path("error").asText("")).isEmpty();
      assertThat(violations(result)).isEmpty();
      assertThat(result.path("passes").asInt()).isGreaterThan(15);
      assertThat(result.path("dark").asBoolean()).isEqualTo(dark);
      assertThat(result.path("viewport").asInt()).isEqualTo(WIDTHS.get(i));
      assertThat(result.path("scrollWidth").asInt()).isLessThanOrEqualTo(WIDTHS.get(i));
      assertThat(result.path("figures").asInt()).isEqualTo(figures);
      assertThat(result.path("sliders").asInt()).isEqualTo(result.path("figuresToRead").asInt());
    }
  }

  @Test
  void pageIsCompleteWithoutScripts() throws Exception {
    JsonNode results = inspect(Reports.fourScenarios(), false, false);

    for (JsonNode result : results) {
      assertThat(result.path("sliders").asInt()).isZero();
      assertThat(result.path("charts").asInt()).isEqualTo(21);
      assertThat(result.path("scrollWidth").asInt())
          .isLessThanOrEqualTo(result.path("viewport").asInt());
      assertThat(result.path("text").asText())
          .contains("9.6 times as fast", "How far to trust this", "./faceoff run")
          .contains("During gateway-slow, naive answers 14 % within 250 ms, fixed 99.8 %")
          .contains("taken by gateway but unknown to the service");
    }
  }

  /** The last column is what most readers came for. */
  @Test
  void tablesOfManyVariantsAreSeenOnADesktopWithoutScrolling() throws Exception {
    for (Report report : List.of(ScaleFixtures.sixVariants(), ScaleFixtures.secondUnderFaults())) {
      JsonNode desktop = inspect(report, false, true).get(0);

      assertThat(desktop.path("tables").asInt()).isGreaterThan(1);
      assertThat(desktop.path("cutTables").asInt()).isZero();
    }
  }

  @Test
  void gateIsCompleteWithoutScripts() throws Exception {
    JsonNode results = inspect(GateReports.regression(), false, false);

    for (JsonNode result : results) {
      assertThat(result.path("charts").asInt()).isEqualTo(6);
      assertThat(result.path("scrollWidth").asInt())
          .isLessThanOrEqualTo(result.path("viewport").asInt());
      assertThat(result.path("text").asText().replace('\u00a0', ' '))
          .contains("Candidate is 5.1 % slower at list-orders [3.1, 7.1]: REGRESSION")
          .contains("Rules in effect", "./faceoff gate", "How far to trust this");
    }
  }

  /** One result a width. */
  private JsonNode inspect(Report report, boolean dark, boolean scripts) throws Exception {
    Chromium browser = browser();
    write(report, scripts ? "<script>" + axe() + "</script>" : "");
    Path outer = folder.resolve("outer.html");
    Files.writeString(outer, outer(scripts));

    String dom = browser.dumpDom(outer, Files.createTempDirectory(folder, "b"), dark);

    Matcher matcher = RESULT.matcher(dom);
    assertThat(matcher.find()).as("a result in " + dom).isTrue();
    byte[] json = Base64.getDecoder().decode(matcher.group(1));
    return new JsonMapper().readTree(new String(json, StandardCharsets.UTF_8));
  }

  private static Chromium browser() {
    Optional<Chromium> browser = Chromium.find();
    assumeTrue(
        browser.isPresent(),
        "no Chromium on PATH: install it, or name it in the environment variable CHROMIUM");
    return browser.orElseThrow();
  }

  private void write(Report report, String addition) throws IOException {
    StringBuilder page = new StringBuilder();
    new HtmlWriter().write(report, page);
    Files.writeString(
        folder.resolve("report.html"), page.toString().replace("</body>", addition + "</body>"));
  }

  private static String outer(boolean scripts) {
    String sandbox = scripts ? "" : "sandbox=\"allow-same-origin\"";
    StringBuilder frames = new StringBuilder();
    for (int width : WIDTHS) {
      frames.append(
          "<iframe src=\"report.html\" %s style=\"border:0;width:%dpx;height:900px\"></iframe>\n"
              .formatted(sandbox, width));
    }
    return """
        <!DOCTYPE html><html lang="en"><title>outer</title><body>
        FRAMES
        <p id="result"></p>
        <script>
        function look(frame) {
          var page = frame.document;
          var shown = Array.from(page.querySelectorAll("svg.plot")).filter(function (svg) {
            return svg.getBoundingClientRect().height > 100;
          });
          return {
            viewport: frame.innerWidth,
            scrollWidth: page.documentElement.scrollWidth,
            dark: frame.matchMedia("(prefers-color-scheme: dark)").matches,
            figures: page.querySelectorAll("figure").length,
            // With one value there is nothing to choose from.
            figuresToRead: Array.from(page.querySelectorAll("figure")).filter(function (figure) {
              return figure.querySelectorAll("tr[data-x]").length > 1;
            }).length,
            charts: shown.length,
            tables: page.querySelectorAll("table.pair, table.tall").length,
            cutTables: Array.from(page.querySelectorAll("table.pair, table.tall")).filter(function (table) {
              return table.parentNode.scrollWidth > table.parentNode.clientWidth;
            }).length,
            text: page.body.innerText,
            sliders: page.querySelectorAll("input[type=range]").length
          };
        }
        function axe(frame, result) {
          if (!frame.axe) {
            return result;
          }
          return frame.axe.run(frame.document).then(function (found) {
            result.passes = found.passes.length;
            result.violations = found.violations.map(function (v) {
              return { id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(function (n) {
                return n.html.slice(0, 200) + " " + n.failureSummary; }) };
            });
            return result;
          }, function (e) {
            result.error = String(e);
            return result;
          });
        }
        window.onload = function () {
          Promise.all(Array.from(document.querySelectorAll("iframe"), function (element) {
            return axe(element.contentWindow, look(element.contentWindow));
          })).then(function (results) {
            var bytes = new TextEncoder().encode(JSON.stringify(results));
            document.getElementById("result").textContent = btoa(
              Array.from(bytes, function (b) { return String.fromCharCode(b); }).join(""));
          });
        };
        </script></body></html>
        """
        .replace("FRAMES", frames);
  }

  private static List<String> violations(JsonNode result) {
    List<String> found = new ArrayList<>();
    for (JsonNode violation : result.path("violations")) {
      if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
        found.add(violation.toString());
      }
    }
    return found;
  }

  private static String axe() throws IOException {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
