package dev.faceoff.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.faceoff.model.FaultWindow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The document, whole: it asks for nothing but what becomes of the load. */
final class Page {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  /** Where something is put in, by its name. */
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Page() {}

  /** What the script is told once. */
  private record Facts(
      String token,
      List<String> variants,
      List<Map<String, String>> faults,
      int windowSeconds,
      int keptSeconds,
      Optional<String> cause) {}

  static String of(Stage stage, String token) {
    Stage.About about = stage.about();
    Facts facts =
        new Facts(
            token,
            about.variants(),
            stage.faults().stream().map(Page::shown).toList(),
            RecentLoad.WINDOW_SECONDS,
            RecentLoad.KEPT_SECONDS,
            about.cause());
    Map<String, String> parts =
        Map.of(
            "style", resource("/dev/faceoff/palette.css") + resource("page.css"),
            "title", escaped(about.title()),
            "name", escaped(about.scenario()),
            "question", escaped(about.question()),
            "limits", escaped(limits(stage)),
            "facts", json(facts),
            "script", resource("page.js"));
    // In one go: what is put in may have braces, too.
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  private static Map<String, String> shown(FaultWindow window) {
    return Map.of("name", window.name(), "label", window.label());
  }

  /** What bounds the load and the faults. */
  private static String limits(Stage stage) {
    String rate =
        "Open arrivals, the same at both; a request is given up after %s. From %s to %s a second."
            .formatted(
                seconds(stage.about().requestTimeout()),
                number(stage.leastArrivalsPerSecond()),
                number(stage.mostArrivalsPerSecond()));
    return stage.faults().isEmpty()
        ? rate + " This scenario has no fault that comes and goes."
        : rate
            + " A fault strikes both at once and goes by itself after %s."
                .formatted(seconds(stage.faultLimit()));
  }

  private static String seconds(Duration duration) {
    return number(duration.toMillis() / 1e3) + " s";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fit to stand in a script: no text can end it. */
  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
