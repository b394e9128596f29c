package dev.faceoff.config;

import dev.faceoff.config.OwnTargetText.OwnDatabaseText;
import dev.faceoff.config.OwnTargetText.OwnServiceText;
import dev.faceoff.config.OwnTargetText.StartText;
import dev.faceoff.config.ScenarioText.RedisText;
import dev.faceoff.model.Address;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.scenarios.declared.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of the user's own, as a target file ({@code *.target.yaml}) declares it.
 *
 * @param spec how it is started; placeholders and variables are filled in when it is
 * @param own what it depends on and declares itself: the database with the content it starts from
 * @param journey what it is sent where no scenario says so
 */
record OwnTarget(TargetSpec spec, Dependencies own, Optional<OwnJourney> journey) {
  /** What names of target files end in. */
  static final String SUFFIX = ".target.yaml";

  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\$)\\{([A-Za-z][A-Za-z0-9._-]*)}");
  private static final String PORT = "port";

  /**
   * Reads a target file.
   *
   * @param offered what the run offers it beside its own database
   * @param isSet whether there is an environment variable of a name
   * @param isAllowed whether a host other than this one may be loaded
   * @throws BadFileException if the file is not as it must be
   * @throws HostNotAllowedException if it names a host that is neither this one nor allowed
   */
  static OwnTarget read(
      Path file, Offered offered, Predicate<String> isSet, Predicate<String> isAllowed) {
    return new Reading(
            RecordReader.read(file, OwnTargetText.class),
            file.toAbsolutePath().normalize().getParent(),
            offered,
            isSet,
            isAllowed)
        .target(file);
  }

  /** The host that is loaded where the service runs already, on another machine. */
  static Optional<String> remoteHost(TargetSpec spec) {
    return spec.start() instanceof Start.Running running
        ? Optional.of(running.url().getHost().replaceAll("[\\[\\]]", ""))
            .filter(host -> !Address.isLoopback(host))
        : Optional.empty();
  }

  /** Whether it is told where the run's database is. */
  static boolean usesDatabase(TargetSpec spec, Map<String, String> properties) {
    List<String> texts = texts(spec);
    texts.addAll(properties.values());
    return Stream.of("url", "host", "port", "name")
        .anyMatch(what -> uses(texts, "database." + what));
  }

  /**
   * Those of a run's connections that it is told of, PostgreSQL and Redis whoever brings them.
   *
   * @param properties beside its own
   */
  static Set<String> connections(
      TargetSpec spec, Map<String, String> properties, Dependencies dependencies) {
    List<String> texts = texts(spec);
    texts.addAll(properties.values());
    Set<String> connections = new TreeSet<>(dependencies.services().keySet());
    connections.add(Dependencies.DATABASE);
    connections.add(Dependencies.REDIS);
    connections.removeIf(
        connection ->
            texts.stream()
                .flatMap(text -> names(text).stream())
                .noneMatch(name -> name.startsWith(connection + ".")));
    return connections;
  }

  /** All that it is told when it is started. */
  private static List<String> texts(TargetSpec spec) {
    List<String> texts = new ArrayList<>(spec.properties().values());
    texts.addAll(spec.environment().values());
    if (spec.start() instanceof Start.Command command) {
      texts.addAll(command.words());
    }
    return texts;
  }

  /** The file's name without what all such files' names end in. */
  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  static boolean uses(Collection<String> texts, String placeholder) {
    return texts.stream().anyMatch(text -> names(text).contains(placeholder));
  }

  /** The placeholders of a text. */
  static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private record Reading(
      Document<OwnTargetText> document,
      Path folder,
      Offered offered,
      Predicate<String> isSet,
      Predicate<String> isAllowed) {

    OwnTarget target(Path file) {
      OwnTargetText text = document.value();
      Dependencies own =
          new Dependencies(
              text.database().map(this::database), text.redis().map(this::redis), services());
      Start start = start(text);
      TargetSpec spec =
          new TargetSpec(
              start,
              text.heapMebibytes()
                  .map(heap -> OptionalInt.of(heap.intValue()))
                  .orElse(OptionalInt.empty()),
              text.ready().orElse(""),
              text.metrics().orElse(""),
              false,
              text.properties(),
              text.environment(),
              text.readyWithinSeconds()
                  .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                  .orElseGet(() -> TargetSpec.usualReadyLimit(start)));
      if (start.isOfThisRun()) {
        requireKnownPlaceholders(start, text, offered.names(own));
        requirePort(start, text);
      } else {
        refuseWhatIsNotGiven(text);
      }
      return new OwnTarget(
          spec, own, OwnJourney.ofTarget(name(file), document, folder, isSet, offered, own));
    }

    private Start start(OwnTargetText text) {
      StartText start = text.start();
      List<String> given = new ArrayList<>();
      start.command().ifPresent(command -> given.add("command"));
      start.jar().ifPresent(jar -> given.add("jar"));
      start.image().ifPresent(image -> given.add("image"));
      start.url().ifPresent(url -> given.add("url"));
      if (given.size() != 1) {
        throw document.bad(
            "start",
            "start needs exactly one of command, jar, image and url, but has %s"
                .formatted(given.isEmpty() ? "none" : String.join(" and ", given)));
      }
      Optional<String> ofTheRun = placeOfTheRun(text);
      start.port().ifPresent(port -> requireOwnPort(start, ofTheRun));
      try {
        if (start.jar().isPresent()) {
          return Starting.jar(folder, start.jar().get());
        }
        if (start.url().isPresent()) {
          String place = placeOf("start.url");
          return Starting.running(place, start.url().get(), isAllowed);
        }
        if (start.image().isPresent()) {
          return new Start.Image(
              Starting.image(start.image().get()),
              start.port().map(port -> OptionalInt.of(port.intValue())).orElse(OptionalInt.empty()),
              ofTheRun.isPresent());
        }
        return new Start.Command(start.command().orElseThrow().words(), folder);
      } catch (HostNotAllowedException e) {
        throw e;
      } catch (FaceoffException e) {
        throw document.bad("start." + given.get(0), e.getMessage());
      }
    }

    private void requireOwnPort(StartText start, Optional<String> ofTheRun) {
      if (start.image().isEmpty()) {
        throw document.bad("start.port", "'port' is that of an image's container");
      }
      ofTheRun.ifPresent(
          name -> {
            throw document.bad(
                "start.port",
                "as it is told {%s}, it shares this machine's network, where it listens on \"{port}\"; leave 'port' out"
                    .formatted(name));
          });
    }

    /**
     * A placeholder that is the place of something of the run, if it is told one. A container must
     * share this machine's network to reach that.
     */
    private static Optional<String> placeOfTheRun(OwnTargetText text) {
      return Stream.concat(
              text.properties().values().stream(), text.environment().values().stream())
          .flatMap(each -> names(each).stream())
          .filter(name -> name.endsWith(".url") || name.endsWith(".host") || name.endsWith(".port"))
          .sorted()
          .findFirst();
    }

    private String placeOf(String path) {
      Place place = document.places().getOrDefault(path, Place.START);
      return "%s:%d:%d".formatted(document.file(), place.line(), place.column());
    }

    private void requireKnownPlaceholders(Start start, OwnTargetText text, Set<String> known) {
      if (start instanceof Start.Command command) {
        for (int i = 0; i < command.words().size(); i++) {
          String word = command.words().get(i);
          String path = "start.command[" + i + "]";
          String place = document.places().containsKey(path) ? path : "start.command";
          requireShown(place, word, known);
          if (!new Template(word).variables().isEmpty()) {
            throw document.bad(
                place,
                "'%s' would be seen in the list of processes; set it in environment"
                    .formatted(word));
          }
        }
      }
      text.properties().forEach((key, value) -> requireShown("properties." + key, value, known));
      text.environment()
          .forEach(
              (key, value) -> {
                String path = "environment." + key;
                requireKnown(path, value, known);
                OwnJourney.requireSet(document, path, new Template(value).variables(), isSet);
              });
    }

    /** Of a text that every process of the machine can read. */
    private void requireShown(String path, String text, Set<String> known) {
      for (String name : names(text)) {
        if (name.endsWith(".password")) {
          throw document.bad(
              path,
              "'{%s}' would be seen in the list of processes; set it in environment"
                  .formatted(name));
        }
      }
      requireKnown(path, text, known);
    }

    private void requireKnown(String path, String text, Set<String> known) {
      for (String name : names(text)) {
        boolean elsewhere = offered.mayBeMore() && Nearest.to(name, known).isEmpty();
        if (known.contains(name) || elsewhere) {
          continue;
        }
        throw document.bad(
            path,
            name.startsWith("database.")
                ? "'{%s}', but neither this file nor a scenario declares a database".formatted(name)
                : "unknown placeholder '{%s}'%s".formatted(name, Nearest.hint(name, known)));
      }
    }

    private void requirePort(Start start, OwnTargetText text) {
      if (start instanceof Start.Image image && !image.sharesNetwork()) {
        return;
      }
      List<String> texts = new ArrayList<>(text.properties().values());
      texts.addAll(text.environment().values());
      if (start instanceof Start.Command command) {
        texts.addAll(command.words());
      }
      if (!uses(texts, PORT)) {
        throw document.bad(
            "start",
            "nothing tells the service its port; write \"{port}\" %s, for example PORT: \"{port}\""
                .formatted(
                    start instanceof Start.Command
                        ? "among its words or in environment"
                        : "in properties or environment"));
      }
    }

    private void refuseWhatIsNotGiven(OwnTargetText text) {
      Map<String, Boolean> given = new LinkedHashMap<>();
      given.put("environment", !text.environment().isEmpty());
      given.put("properties", !text.properties().isEmpty());
      given.put("heapMebibytes", text.heapMebibytes().isPresent());
      given.put("database", text.database().isPresent());
      given.put("redis", text.redis().isPresent());
      given.put("services", !text.services().isEmpty());
      given.forEach(
          (key, present) -> {
            if (present) {
              throw document.bad(
                  RecordReader.keyPath(key),
                  "'%s' changes nothing for a service that runs already (start.url)"
                      .formatted(key));
            }
          });
    }

    private DatabaseSpec database(OwnDatabaseText database) {
      if (!offered.besidePair() && offered.dependencies().database().isPresent()) {
        throw document.bad(
            RecordReader.keyPath("database"),
            "scenario %s brings its own database; leave 'database' out"
                .formatted(offered.scenario()));
      }
      if (database.migrations().isEmpty() && !database.placeholders().isEmpty()) {
        throw document.bad(
            RecordReader.keyPath("database.placeholders"),
            "'placeholders' are those of 'migrations', which are not given");
      }
      List<Path> folders = new ArrayList<>();
      for (String name : database.migrations()) {
        Path migrations = folder.resolve(name).normalize();
        if (!Files.isDirectory(migrations)) {
          throw document.bad(
              "database.migrations[" + folders.size() + "]",
              "there is no folder '%s' beside this file".formatted(name));
        }
        folders.add(migrations);
      }
      return new DatabaseSpec(folders, database.placeholders());
    }

    private RedisSpec redis(RedisText redis) {
      return new RedisSpec(
          new Resolver(document, Map.of())
              .whole("redis", RedisText.class, "maxMemoryMebibytes", redis.maxMemoryMebibytes()));
    }

    private Map<String, TargetSpec> services() {
      Map<String, TargetSpec> services = new TreeMap<>();
      document
          .value()
          .services()
          .forEach(
              (name, service) -> {
                String path = "services." + name;
                ScenarioFile.requireServiceName(document, path, name);
                services.put(name, service(path, service));
              });
      return services;
    }

    private TargetSpec service(String path, OwnServiceText service) {
      List<String> given = new ArrayList<>();
      service.command().ifPresent(command -> given.add("command"));
      service.jar().ifPresent(jar -> given.add("jar"));
      service.url().ifPresent(url -> given.add("url"));
      if (given.size() != 1) {
        throw document.bad(
            path,
            "%s needs exactly one of command, jar and url, but has %s"
                .formatted(path, given.isEmpty() ? "none" : String.join(" and ", given)));
      }
      Start start = start(path + "." + given.get(0), service);
      TargetSpec spec =
          new TargetSpec(
              start,
              OptionalInt.empty(),
              service.ready().orElse(""),
              "",
              false,
              service.properties(),
              service.environment());
      if (start.isOfThisRun()) {
        requirePortOnly(path, spec);
      } else if (!service.environment().isEmpty() || !service.properties().isEmpty()) {
        throw document.bad(
            path,
            "%s: 'environment' and 'properties' change nothing for a service that runs already"
                .formatted(path));
      }
      return spec;
    }

    private Start start(String path, OwnServiceText service) {
      try {
        if (service.jar().isPresent()) {
          return Starting.jar(folder, service.jar().get());
        }
        if (service.command().isPresent()) {
          return new Start.Command(service.command().get().words(), folder);
        }
        Start.Running running = Starting.running(placeOf(path), service.url().get(), isAllowed);
        if (!"http".equals(running.url().getScheme())) {
          throw document.bad(
              path,
              "%s must begin with http://: nothing can be put between in https".formatted(path));
        }
        return running;
      } catch (HostNotAllowedException | BadFileException e) {
        throw e;
      } catch (FaceoffException e) {
        throw document.bad(path, e.getMessage());
      }
    }

    /** A service that needed another could not be started in any order. */
    private void requirePortOnly(String path, TargetSpec spec) {
      List<String> texts = texts(spec);
      for (String text : texts) {
        for (String name : names(text)) {
          if (!name.equals(PORT)) {
            throw document.bad(
                path,
                "'{%s}': a service that the target depends on gets {port} only".formatted(name));
          }
        }
      }
      spec.environment()
          .forEach(
              (key, value) ->
                  OwnJourney.requireSet(
                      document,
                      "%s.environment.%s".formatted(path, key),
                      new Template(value).variables(),
                      isSet));
      if (!uses(texts, PORT)) {
        throw document.bad(
            path,
            "nothing tells %s its port; write \"{port}\" among its words, in properties or environment"
                .formatted(path));
      }
    }
  }
}
