package dev.faceoff.config;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Party;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Side;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One side, resolved from the word a user calls it by.
 *
 * @param variant named as the side
 * @param own what its target file declares that it depends on
 * @param journey that its target file declares
 */
record SideWord(Variant variant, Party party, Dependencies own, Optional<OwnJourney> journey) {
  private static final Pattern BUILT_IN =
      Pattern.compile("([a-z][a-z0-9]*(?:-[a-z0-9]+)*):([A-Za-z][A-Za-z0-9-]*)");
  private static final String COMMAND = "command:";
  private static final String IMAGE = "image:";

  /** Told to a service that no file describes: what most read their port from. */
  private static final Map<String, String> USUAL_ENVIRONMENT =
      Map.of("PORT", "{port}", "SERVER_PORT", "{port}", "SERVER_ADDRESS", "127.0.0.1");

  private static final Map<String, String> USUAL_PROPERTIES =
      Map.of("server.port", "{port}", "server.address", "127.0.0.1");

  /** Name of the scenario that a word is of, if it is of one. */
  static Optional<String> scenarioOf(String word) {
    Matcher builtIn = BUILT_IN.matcher(word);
    return isOwn(word) || !builtIn.matches() ? Optional.empty() : Optional.of(builtIn.group(1));
  }

  private static boolean isOwn(String word) {
    return word.startsWith(COMMAND)
        || word.startsWith(IMAGE)
        || isUrl(word)
        || word.endsWith(".jar")
        || word.endsWith(OwnTarget.SUFFIX);
  }

  private static boolean isUrl(String word) {
    return word.startsWith("http://") || word.startsWith("https://");
  }

  /**
   * Reads a word.
   *
   * @param played the scenario that is played, if one is
   * @param scenarios names of all there are
   */
  static SideWord read(
      Side side,
      String word,
      Sides.Asked asked,
      Optional<Scenario> played,
      List<String> scenarios) {
    if (word.endsWith(OwnTarget.SUFFIX)) {
      return ofFile(side, word, asked, played);
    }
    if (isOwn(word)) {
      return ofStart(side, word, asked, played);
    }
    if (played.isPresent()) {
      Matcher builtIn = BUILT_IN.matcher(word);
      return ofVariant(side, builtIn.matches() ? builtIn.group(2) : word, played.get());
    }
    throw wrong(
        scenarios.contains(word)
            ? "'%s' is a scenario; name one of its variants, for example %s:fixed"
                .formatted(word, word)
            : "'%s' is no target; one is SCENARIO:VARIANT, FILE.target.yaml, FILE.jar, image:NAME, http://..., or 'command:...'%s"
                .formatted(
                    word,
                    Nearest.to(word, scenarios)
                        .map(near -> "; did you mean a variant of '%s'?".formatted(near))
                        .orElse("")));
  }

  private static Start start(String word, Sides.Asked asked, Optional<Scenario> played) {
    if (word.startsWith(IMAGE)) {
      // A scenario's service listens where it is told, on this machine's network.
      return new Start.Image(
          Starting.image(word.substring(IMAGE.length())), OptionalInt.empty(), played.isPresent());
    }
    if (isUrl(word)) {
      try {
        return Starting.running(shown(word), word, asked.allowedHosts()::contains);
      } catch (HostNotAllowedException e) {
        throw e;
      } catch (FaceoffException e) {
        throw wrong("%s: %s".formatted(shown(word), e.getMessage()));
      }
    }
    if (word.endsWith(".jar") && !word.startsWith(COMMAND)) {
      return Starting.jar(asked.folder(), word);
    }
    List<String> words;
    try {
      words = Words.of(word.substring(COMMAND.length())).words();
    } catch (IllegalArgumentException e) {
      throw wrong("'%s': %s".formatted(word, e.getMessage()));
    }
    for (String each : words) {
      if (!new Template(each).variables().isEmpty() || each.contains(".password}")) {
        throw wrong(
            "'%s': '%s' would be seen in the list of processes; set it in environment of a target file"
                .formatted(word, each));
      }
    }
    return new Start.Command(words, asked.folder().toAbsolutePath().normalize());
  }

  private static String label(String word, Path folder) {
    if (isUrl(word)) {
      return shown(word);
    }
    boolean isFile = word.endsWith(".jar") && !word.startsWith(COMMAND);
    return isFile ? AsTyped.shown(folder, word) : word;
  }

  /** An address without user and password. */
  private static String shown(String url) {
    return url.replaceFirst("//[^/]*@", "//");
  }

  private static SideWord ofVariant(Side side, String name, Scenario scenario) {
    List<String> names = scenario.variants().stream().map(Variant::name).toList();
    Variant variant =
        scenario.variants().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        "scenario %s has no variant '%s'%s"
                            .formatted(scenario.name(), name, Nearest.hint(name, names))));
    if (variant.replicas() > 1) {
      throw wrong(
          "%s:%s is %d replicas, and one is compared with one here; leave 'replicas' out of its scenario.yaml, or compare with 'faceoff run %s'"
              .formatted(scenario.name(), name, variant.replicas(), scenario.name()));
    }
    return new SideWord(
        new Variant(
            side.id(), variant.target(), variant.properties(), variant.migrations(), List.of()),
        new Party(
            scenario.name() + ":" + name,
            "variant",
            Map.of("scenario", scenario.name(), "variant", name)),
        Dependencies.NONE,
        Optional.empty());
  }

  private static SideWord ofFile(
      Side side, String word, Sides.Asked asked, Optional<Scenario> played) {
    Path file = AsTyped.path(asked.folder(), word);
    OwnTarget target =
        OwnTarget.read(file, Offered.by(played), asked.isSet(), asked.allowedHosts()::contains);
    Map<String, String> details = details(target.spec().start());
    String shown = AsTyped.shown(asked.folder(), word);
    details.put("file", shown);
    return new SideWord(
        own(side, target.spec()),
        new Party(shown, target.spec().start().kind(), details),
        target.own(),
        target.journey());
  }

  /**
   * With a scenario, a service is told what the scenario's own is. Without one an image, which
   * knows its port, is told nothing.
   */
  private static SideWord ofStart(
      Side side, String word, Sides.Asked asked, Optional<Scenario> played) {
    Start start = start(word, asked, played);
    boolean told =
        start.isOfThisRun() && !(start instanceof Start.Image image && !image.sharesNetwork());
    TargetSpec spec = told ? started(start, played.map(Scenario::target)) : untold(start);
    if (start instanceof Start.Command command) {
      requireKnown(word, command, Offered.by(played).names(Dependencies.NONE));
    }
    return new SideWord(
        own(side, spec),
        new Party(label(word, asked.folder()), start.kind(), details(start)),
        Dependencies.NONE,
        Optional.empty());
  }

  private static TargetSpec started(Start start, Optional<TargetSpec> likeThat) {
    Map<String, String> environment = new TreeMap<>(USUAL_ENVIRONMENT);
    likeThat.ifPresent(spec -> environment.putAll(spec.environment()));
    return new TargetSpec(
        start,
        likeThat.map(TargetSpec::heapMebibytes).orElse(OptionalInt.empty()),
        likeThat.map(TargetSpec::readyPath).orElse(""),
        likeThat.map(TargetSpec::metricsPath).orElse(""),
        likeThat.map(TargetSpec::ownManagementPort).orElse(false),
        likeThat.map(TargetSpec::properties).orElse(USUAL_PROPERTIES),
        environment);
  }

  private static TargetSpec untold(Start start) {
    return new TargetSpec(start, OptionalInt.empty(), "", "", false, Map.of(), Map.of());
  }

  private static void requireKnown(String word, Start.Command command, Set<String> known) {
    for (String each : command.words()) {
      for (String name : OwnTarget.names(each)) {
        if (!known.contains(name)) {
          throw wrong(
              "'%s': unknown placeholder '{%s}'%s"
                  .formatted(word, name, Nearest.hint(name, known)));
        }
      }
    }
  }

  private static Variant own(Side side, TargetSpec spec) {
    return new Variant(side.id(), Optional.of(spec), Map.of(), List.of(), List.of());
  }

  /** What identifies it: of jars their content. That of an image is known when it is there. */
  private static Map<String, String> details(Start start) {
    Map<String, String> details = new TreeMap<>();
    if (start instanceof Start.Jar jar) {
      details.put("jar", jar.file().getFileName().toString());
      details.put("sha256", sha256(jar.file()));
    } else if (start instanceof Start.Command command) {
      details.put("command", command.label());
      for (String word : command.words()) {
        if (word.endsWith(".jar") && Files.isRegularFile(command.folder().resolve(word))) {
          details.put("sha256 of " + word, sha256(command.folder().resolve(word)));
        }
      }
    } else {
      details.put(start instanceof Start.Image ? "image" : "url", start.label());
    }
    return details;
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw wrong("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  /** Whether it is told where the run's database is. */
  boolean usesDatabase(Optional<Scenario> played) {
    return variant
        .target()
        .or(() -> played.map(Scenario::target))
        .filter(spec -> OwnTarget.usesDatabase(spec, variant.properties()))
        .isPresent();
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
