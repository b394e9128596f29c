package dev.faceoff.cli;

import dev.faceoff.config.Overrides;
import dev.faceoff.config.WrittenFile;
import dev.faceoff.init.Origin;
import dev.faceoff.init.Pipeline;
import dev.faceoff.init.Starter;
import dev.faceoff.init.StarterFiles;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = {
      "Writes a commented target file and gate.yaml for a service of your own.",
      "Asks nothing. Without --jar, --command, --image and --url it takes the executable jar in"
          + " target or build/libs, or else writes an example."
    })
final class InitCommand implements Callable<Integer> {
  /** What a service can be asked first, whatever it does. */
  private static final String FIRST = "baseline-load";

  private static final List<String> BUILD_FOLDERS = List.of("target", "build/libs");

  private final Context context;

  @Option(names = "--jar", paramLabel = "FILE", description = "An executable jar.")
  private String jar;

  @Option(
      names = "--command",
      paramLabel = "WORDS",
      description = "Program and arguments, in quotes; {port} is the port it shall listen on.")
  private String command;

  @Option(names = "--image", paramLabel = "NAME", description = "A container image.")
  private String image;

  @Option(names = "--url", paramLabel = "URL", description = "A service that runs already.")
  private String url;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the service; default: this folder's.")
  private String name;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "The scenario that it shall run, and whose roles it shall play, by its name or the folder"
              + " of one of yours.")
  private String scenario;

  @Option(
      names = "--openapi",
      paramLabel = "FILE",
      description =
          "Takes the requests from an OpenAPI document: 3.x or Swagger 2.0, YAML or JSON.")
  private Path openApi;

  @Option(
      names = "--ci",
      paramLabel = "CI",
      converter = PipelineConverter.class,
      completionCandidates = PipelineNames.class,
      description = "Writes a workflow that gates changes: ${COMPLETION-CANDIDATES}.")
  private Pipeline pipeline;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the files; default: this folder.")
  private Path out;

  @Option(names = "--force", description = "Replaces files that are there.")
  private boolean force;

  InitCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Surroundings surroundings = context.surroundings();
    Path folder =
        out == null ? surroundings.folder() : surroundings.folder().resolve(out).normalize();
    Starter starter =
        new Starter(
            serviceName(),
            origin(folder),
            folder,
            Optional.ofNullable(scenario).flatMap(this::pair),
            Optional.ofNullable(openApi)
                .map(
                    file ->
                        new Starter.Described(
                            surroundings.folder().resolve(file), file.toString())),
            Optional.ofNullable(pipeline));
    Map<Path, String> files = starter.files();
    StarterFiles.write(files, force, surroundings::shown, this::check);
    List<String> written = files.keySet().stream().map(surroundings::shown).toList();
    Table.wrapped("Wrote " + String.join(", ", written) + ".", Surroundings.DEFAULT_COLUMNS)
        .forEach(context.out()::println);
    next(surroundings.shown(starter.target()), surroundings.shown(folder.resolve("gate.yaml")))
        .forEach(context.out()::println);
    return ExitCode.DONE.code();
  }

  private List<String> next(String target, String gate) {
    return List.of(
        "1. Edit " + target,
        "2. faceoff validate %s %s".formatted(target, gate),
        "3. faceoff run %s --target %s".formatted(scenario == null ? FIRST : scenario, target),
        "4. faceoff diagnose " + target);
  }

  /** What 'validate' would say of the files that it knows. */
  private void check(Path file) {
    String written = file.getFileName().toString();
    if (written.endsWith(".target.yaml") || written.equals("gate.yaml")) {
      // A name as the user would type it, where this process runs in the user's folder.
      boolean here = Path.of("").toAbsolutePath().equals(context.surroundings().folder());
      WrittenFile.check(
          here ? Path.of(context.surroundings().shown(file)) : file, context.surroundings().home());
    }
  }

  private String serviceName() {
    if (name != null) {
      if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
        throw wrong("--name: '%s' must be lower-case words joined by hyphens".formatted(name));
      }
      return name;
    }
    Path folder = context.surroundings().folder().getFileName();
    String words =
        String.valueOf(folder)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[-0-9]+|-$", "");
    return words.isEmpty() ? "service" : words;
  }

  /** The scenario whose roles are to be played; one that asks something of a service has none. */
  private Optional<Scenario> pair(String named) {
    OwnScenarios known = OwnScenarios.named(context, context.catalogue(), Optional.of(named));
    Scenario found = known.catalogue().onAny().find(known.names(), Overrides.NONE).get(0);
    return Optional.of(found).filter(each -> known.catalogue().hasVariants(each.name()));
  }

  private Origin origin(Path folder) {
    List<Origin> given = new ArrayList<>();
    if (jar != null) {
      given.add(new Origin(Origin.Kind.JAR, jar));
    }
    if (command != null) {
      given.add(new Origin(Origin.Kind.COMMAND, command));
    }
    if (image != null) {
      given.add(new Origin(Origin.Kind.IMAGE, image));
    }
    if (url != null) {
      given.add(new Origin(Origin.Kind.URL, url));
    }
    if (given.size() > 1) {
      throw wrong(
          given.stream()
                  .map(each -> "--" + each.kind().name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(" and "))
              + ": a service comes to run in one way; give one of them");
    }
    if (jar != null) {
      return ofJar(folder, requireExecutable(context.surroundings().folder().resolve(jar)));
    }
    if (url != null) {
      requireAddress();
    }
    return given.stream()
        .findFirst()
        .or(() -> built().map(found -> ofJar(folder, found)))
        .orElse(Origin.USUAL);
  }

  private static Origin ofJar(Path folder, Path jar) {
    return new Origin(
        Origin.Kind.JAR, folder.relativize(jar.toAbsolutePath().normalize()).toString());
  }

  private Path requireExecutable(Path file) {
    if (!Files.isRegularFile(file)) {
      throw wrong("--jar: there is no jar '%s'; build it first".formatted(jar));
    }
    if (!isExecutable(file)) {
      throw wrong("--jar: '%s' names no main class; give --command 'java -cp ...'".formatted(jar));
    }
    return file;
  }

  /** Never repeats the address, which may hold a password. */
  private void requireAddress() {
    try {
      URI address = new URI(url);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null && address.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // As any other text that is no address.
    }
    throw wrong("--url: an address looks like http://HOST:PORT/PATH, without user and password");
  }

  /** The executable jar that a build left here; the first by name of several. */
  private Optional<Path> built() {
    for (String each : BUILD_FOLDERS) {
      Path folder = context.surroundings().folder().resolve(each);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> entries = Files.list(folder)) {
        Optional<Path> found =
            entries
                .filter(file -> file.toString().endsWith(".jar"))
                .filter(InitCommand::isExecutable)
                .sorted()
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        throw new FaceoffException(
            FaceoffException.Kind.ENVIRONMENT,
            "cannot look into %s: %s".formatted(each, e.getMessage()),
            e);
      }
    }
    return Optional.empty();
  }

  private static boolean isExecutable(Path file) {
    try (JarFile read = new JarFile(file.toFile())) {
      return read.getManifest() != null
          && read.getManifest().getMainAttributes().containsKey(Attributes.Name.MAIN_CLASS);
    } catch (IOException e) {
      return false;
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }

  /** Values of {@code --ci}. */
  static final class PipelineNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    PipelineNames() {
      super(Arrays.stream(Pipeline.values()).map(Pipeline::id).toList());
    }
  }

  private static final class PipelineConverter implements ITypeConverter<Pipeline> {
    @Override
    public Pipeline convert(String word) {
      return Arrays.stream(Pipeline.values())
          .filter(each -> each.id().equals(word))
          .findFirst()
          .orElseThrow(() -> RunOptions.unknown("CI", word, new PipelineNames()));
    }
  }
}
