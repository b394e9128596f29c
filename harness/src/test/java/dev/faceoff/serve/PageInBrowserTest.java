package dev.faceoff.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faceoff.report.Chromium;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page before a pair that is made up. */
@Timeout(180)
class PageInBrowserTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;

  @TempDir private Path folder;

  private final FakeStage stage =
      new FakeStage(List.of(FakeStage.DOWN), "A <b>title</b> with markup & \"quotes\"");
  private final AtomicLong nanoTime = new AtomicLong();
  private final RecentLoad recent = new RecentLoad(List.of("naive", "fixed"), nanoTime::get);

  @Test
  void isFitForEverybodyAtEveryWidthInLightAndDark() throws Exception {
    suffer();
    stage.strike("redis-down");
    try (PageServer server = show();
        BrowserPage page = open(server)) {
      page.evaluate(axe());
      for (int width : List.of(1280, 400)) {
        for (boolean dark : List.of(false, true)) {
          page.resize(width, 800);
          page.dark(dark);
          JsonNode found =
              page.evaluate(
                  """
                  axe.run().then((found) => ({
                    passes: found.passes.length,
                    violations: found.violations.map((each) =>
                        each.id + ": " + each.nodes.map((node) => node.html).join(" ")),
                    sideways: document.documentElement.scrollWidth,
                    inside: [...document.querySelectorAll(".figures dd")].every((each) =>
                        each.scrollWidth <= each.clientWidth),
                  }))
                  """);

          assertThat(found.path("violations")).as("%s, dark: %s", width, dark).isEmpty();
          assertThat(found.path("passes").asInt()).isGreaterThan(15);
          assertThat(found.path("sideways").asInt()).isLessThanOrEqualTo(width);
          assertThat(found.path("inside").asBoolean()).isTrue();
        }
      }
    }
  }

  @Test
  void showsFiguresLinesAndShadesAFault() throws Exception {
    suffer();
    try (PageServer server = show();
        BrowserPage page = open(server)) {
      assertThat(text(page, "h1")).isEqualTo("A <b>title</b> with markup & \"quotes\"");
      assertThat(text(page, "[data-variant=naive] .main dd")).isEqualTo("3.0 s");
      assertThat(text(page, "[data-variant=naive] .figures")).contains("50 %", "17", "52");
      assertThat(text(page, "[data-variant=fixed] .main dd")).matches("1[0-9] ms");
      assertThat(text(page, "[data-variant=fixed] .endpoints"))
          .contains("list p95 1", "0 % failed");
      assertThat(page.evaluate("document.querySelectorAll('.struck').length").asInt()).isEqualTo(2);
      assertThat(
              page.evaluate("document.querySelector('[data-variant=naive] .p95').getAttribute('d')")
                  .asText())
          .hasSizeGreaterThan(500);
    }
  }

  @Test
  void pressesReachTheStageAndTheirBoundsTheButtons() throws Exception {
    try (PageServer server = show();
        BrowserPage page = open(server)) {
      click(page, "[data-fault=redis-down]");
      until(page, "document.getElementById('state').textContent.includes('cut on redis')");
      assertThat(stage.active()).contains(FakeStage.DOWN);
      assertThat(text(page, "[data-fault=redis-down]")).startsWith("Remove redis-down");

      click(page, "[data-fault=redis-down]");
      until(page, "document.getElementById('state').textContent === ''");
      assertThat(stage.active()).isEmpty();

      click(page, "#double");
      until(page, "document.getElementById('rate').textContent === '100'");
      click(page, "#double");
      until(page, "document.getElementById('double').disabled");
      assertThat(stage.arrivalsPerSecond()).isEqualTo(200);
      click(page, "#half");
      until(page, "document.getElementById('rate').textContent === '100'");
    }
  }

  @Test
  void saysThatFaceoffHasEnded() throws Exception {
    PageServer server = show();
    try (BrowserPage page = open(server)) {
      server.close();

      until(page, "document.getElementById('state').textContent.startsWith('No answer')");

      assertThat(page.evaluate("document.body.className").asText()).isEqualTo("ended");
    }
  }

  private PageServer show() {
    PageServer server = PageServer.open(0, recent);
    server.show(stage);
    return server;
  }

  private BrowserPage open(PageServer server) throws Exception {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(
        chromium.isPresent(),
        "no Chromium on PATH: install it, or name it in the environment variable CHROMIUM");
    BrowserPage page =
        BrowserPage.open(
            chromium.get().program(), Files.createTempDirectory(folder, "b"), server.url());
    until(page, "document.querySelector('.line text') !== null");
    return page;
  }

  /** Two minutes, in the last half minute of which naive suffers. */
  private void suffer() {
    recent.phase("shop", RecentLoad.PHASE);
    recent.upTo("shop", 0, Map.of());
    for (int second = 0; second < 130; second++) {
      boolean struck = second >= 100;
      for (int i = 0; i < 10; i++) {
        ended("naive", second, struck ? 3000 : 20 + second % 7, struck && i % 2 == 0);
        ended("fixed", second, 10 + second % 3, false);
      }
    }
    nanoTime.set(100 * SECOND);
    recent.fault("shop", "naive", "redis-down", true);
    nanoTime.set(128 * SECOND);
    recent.fault("shop", "naive", "redis-down", false);
    recent.used("shop", "naive", 0);
    nanoTime.set(130 * SECOND);
    recent.upTo("shop", 129 * SECOND, Map.of());
    ended("naive", 129, 3000, false);
    recent.used("shop", "naive", 52);
    recent.upTo("shop", 130 * SECOND, Map.of("naive", 17L, "fixed", 1L));
  }

  private void ended(String variant, int second, long millis, boolean failed) {
    recent.ended("shop", variant, "list", failed, second * SECOND, millis * MILLI);
  }

  private static String text(BrowserPage page, String selector) throws Exception {
    return page.evaluate("document.querySelector('%s').textContent".formatted(selector)).asText();
  }

  private static void click(BrowserPage page, String selector) throws Exception {
    page.evaluate("document.querySelector('%s').click()".formatted(selector));
  }

  private static void until(BrowserPage page, String condition) throws Exception {
    page.evaluate(
        """
        new Promise((resolve, reject) => {
          const end = Date.now() + 30000;
          const look = () => {
            if (%s) resolve(true);
            else if (Date.now() > end) reject(new Error(document.body.textContent));
            else setTimeout(look, 20);
          };
          look();
        })
        """
            .formatted(condition));
  }

  private static String axe() throws Exception {
    try (InputStream in = PageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true";
    }
  }
}
