package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes {@code report.html}: one file that needs no network and no JavaScript. Sections come in
 * the order of a reader's questions: what was found, in which numbers, why, how far to trust it,
 * how to run it again.
 */
public final class HtmlWriter implements ReportWriter {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Forbids every request, as a second lock behind not making any. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  @Override
  public void write(Report report, Appendable out) throws IOException {
    out.append("<!DOCTYPE html>\n").append(page(report)).append('\n');
  }

  private static String page(Report report) {
    Markup out = new Markup();
    out.open("html", "lang", "en");
    out.open("head");
    out.empty("meta", "charset", "utf-8");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.element("title", title(report));
    out.open("style")
        .raw("\n" + resource("/dev/faceoff/palette.css") + resource("report.css"))
        .close();
    out.close();
    out.open("body");
    out.element("a", "Skip to the results", "class", "skip", "href", "#results");
    banner(out, report);
    out.open("main", "id", "results");
    headlines(out, report);
    if (report.scenarios().size() > 1) {
      cards(out, report);
    }
    for (int i = 0; i < report.scenarios().size(); i++) {
      new ScenarioSection(report.scenarios().get(i), id(i)).write(out);
    }
    if (report.gate().isPresent()) {
      GateReport gate = report.gate().get();
      new GateSection(gate).write(out);
      new GateTrust(gate).write(out);
      new GateRulesSection(gate.rules()).write(out);
    } else if (report.diagnosis().isPresent()) {
      DiagnosisSection diagnosis = new DiagnosisSection(report.diagnosis().get());
      diagnosis.write(out);
      diagnosis.writeTrust(out);
    } else {
      new TrustSection(report).write(out);
    }
    new RerunSection(report).write(out);
    out.close();
    out.open("script").raw("\n" + resource("report.js")).close();
    out.close();
    out.close();
    return out.toString();
  }

  private static String title(Report report) {
    if (report.gate().isPresent()) {
      GateReport gate = report.gate().get();
      return "Faceoff: %s, %s".formatted(GateWords.verdict(gate), gate.name());
    }
    if (report.diagnosis().isPresent()) {
      return "Faceoff: diagnosis of " + report.diagnosis().get().target().label();
    }
    List<String> names = report.scenarios().stream().map(ScenarioReport::name).toList();
    return "Faceoff: " + String.join(", ", names);
  }

  static String id(int scenario) {
    return "s" + (scenario + 1);
  }

  private static void banner(Markup out, Report report) {
    RunInfo run = report.run();
    out.open("header", "class", "banner");
    out.open("h1").element("span", "Faceoff", "class", "brand");
    out.element("span", " " + DAY.format(run.startedAt()), "class", "when").close();
    String how =
        report.gate().isPresent()
            ? "The same request to both sides, milliseconds apart, in random order."
            : report.diagnosis().isPresent()
                ? "One service, under one change after the other."
                : "%s %s profile,".formatted(loads(report), Words.capitalised(run.profile().id()));
    String where =
        report.gate().isPresent() || report.diagnosis().isPresent()
            ? "%s backend, %d CPUs."
                .formatted(Words.capitalised(run.backend().id()), run.environment().cpus())
            : "%s backend, %d CPUs.".formatted(run.backend().id(), run.environment().cpus());
    out.element("p", how + " " + where);
    out.close();
  }

  /** Who got which load. */
  private static String loads(Report report) {
    if (report.scenarios().stream().allMatch(each -> each.alone().isPresent())) {
      return "One service, asked what is expected of it.";
    }
    if (report.scenarios().stream()
        .allMatch(each -> each.scaling().designs().equals(Set.of(Design.ALERTS)))) {
      return "The same load and faults for both sides, at the same time.";
    }
    return "The same load for %s, one after the other."
        .formatted(
            report.scenarios().stream().allMatch(each -> each.scales().isEmpty())
                ? "both sides"
                : "all of them");
  }

  private static void headlines(Markup out, Report report) {
    out.open("section", "class", "headlines", "aria-labelledby", "verdicts");
    out.element("h2", "Verdicts", "id", "verdicts", "class", "hidden");
    report.gate().ifPresent(gate -> gateVerdict(out, gate));
    report.diagnosis().ifPresent(diagnosis -> diagnosisVerdict(out, diagnosis));
    for (int i = 0; i < report.scenarios().size(); i++) {
      ScenarioReport scenario = report.scenarios().get(i);
      Headline headline = Words.headline(scenario);
      out.open("div", "class", "verdict");
      about(out, headline, scenario.title(), id(i));
      sentence(out, headline, scenario.status() == Status.VALID);
      for (String sentence : Words.besideHeadline(scenario)) {
        out.element("p", together(sentence), "class", "detail");
      }
      out.close();
    }
    out.close();
  }

  private static void gateVerdict(Markup out, GateReport gate) {
    Headline headline = GateWords.headline(gate);
    out.open("div", "class", "verdict");
    about(out, headline, gate.name(), "gate");
    sentence(out, headline, !GateWords.isBroken(gate));
    for (String sentence : GateWords.details(gate)) {
      out.element("p", together(sentence), "class", "detail");
    }
    out.close();
  }

  private static void diagnosisVerdict(Markup out, DiagnosisReport diagnosis) {
    Headline headline = DiagnosisWords.headline(diagnosis);
    out.open("div", "class", "verdict");
    about(out, headline, diagnosis.target().label(), "diagnosis");
    sentence(out, headline, diagnosis.status() == Status.VALID);
    out.close();
  }

  private static void about(Markup out, Headline headline, String title, String id) {
    out.open("p", "class", "about");
    badge(out, headline.mark());
    out.element("a", title, "href", "#" + id).close();
  }

  private static void sentence(Markup out, Headline headline, boolean figures) {
    out.open("p", "class", figures ? "headline" : "headline reason");
    out.text(headline.before());
    if (!headline.figure().isEmpty()) {
      out.element("strong", together(headline.figure()));
    }
    out.text(together(headline.after())).close();
  }

  /** An interval stays on one line, and so does a number with its unit. */
  static String together(String text) {
    return text.replaceAll("(\\[[^\\] ]*,) ", "$1\u00a0")
        .replaceAll("(\\d) (%|ms\\b|s\\b)", "$1\u00a0$2");
  }

  /** A verdict as shape and word. */
  static void badge(Markup out, Mark mark) {
    out.open("span", "class", "badge " + mark.css());
    shape(out, mark);
    out.text(mark.word()).close();
  }

  /** Why a part of the report is not what it could be: its status, what that means, and reasons. */
  static void callout(Markup out, Mark mark, String meaning, List<String> reasons) {
    out.open("div", "class", "callout");
    badge(out, mark);
    if (!meaning.isEmpty()) {
      out.element("p", meaning);
    }
    if (!reasons.isEmpty()) {
      out.open("ul");
      reasons.forEach(reason -> out.element("li", Words.sentence(reason)));
      out.close();
    }
    out.close();
  }

  static void shape(Markup out, Mark mark) {
    out.open("svg", "viewBox", "0 0 20 20", "aria-hidden", "true");
    out.empty("path", "fill-rule", "evenodd", "d", mark.path()).close();
  }

  private static void cards(Markup out, Report report) {
    Spread spread = Spread.over(report.scenarios());
    out.open("section", "aria-labelledby", "overview");
    out.element("h2", "Overview", "id", "overview");
    out.open("ul", "class", "cards");
    for (int i = 0; i < report.scenarios().size(); i++) {
      ScenarioReport scenario = report.scenarios().get(i);
      Headline headline = Words.headline(scenario);
      out.open("li", "class", "card");
      out.open("h3").element("a", scenario.name(), "href", "#" + id(i)).close();
      out.element("p", scenario.question(), "class", "question");
      out.open("p", "class", "figure");
      badge(out, headline.mark());
      Optional<Highlighted> highlighted = Highlighted.of(scenario);
      if (scenario.status() == Status.VALID && highlighted.isEmpty()) {
        out.element("strong", headline.figure());
      }
      out.close();
      if (highlighted.isPresent()) {
        highlighted.get().draw(out);
      } else if (scenario.hasNumbers()) {
        spread.draw(out, scenario, id(i) + "-spread");
      } else if (scenario.status() == Status.VALID) {
        out.element("p", headline.sentence());
      } else {
        out.element("p", Words.reasons(scenario));
      }
      out.close();
    }
    out.close();
    if (spread.hasAny()) {
      out.element(
          "p",
          "Each line runs from the median (mark) to the highest percentile measured (tick), all on one log scale.",
          "class",
          "reading");
    }
    out.close();
  }

  static String resource(String name) {
    try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
