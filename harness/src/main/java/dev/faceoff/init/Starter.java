package dev.faceoff.init;

import dev.faceoff.config.BadFileException;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a user starts from.
 *
 * @param name of the service and of its files
 * @param folder for the files
 * @param scenario whose roles the service is to play
 * @param openApi a document that describes its requests
 * @param pipeline for which a workflow is written
 */
public record Starter(
    String name,
    Origin origin,
    Path folder,
    Optional<Scenario> scenario,
    Optional<Described> openApi,
    Optional<Pipeline> pipeline) {
  /**
   * An OpenAPI document.
   *
   * @param shown its name in messages
   */
  public record Described(Path file, String shown) {}

  private static final String GATE =
      """
      # When 'faceoff gate BASELINE CANDIDATE' fails; read where it is started.
      # Check it:  faceoff validate gate.yaml
      # Every key: docs/gate.schema.json of Faceoff.

      # Differences within so many percent count as none, for the measures of time;
      # unless said 3 for the typical latency, 5 for CPU, 10 for the slowest tenth.
      # marginPercent: 5

      # How often, in percent, a gate may fail though nothing changed.
      falseAlarmPercent: 1

      # Minutes after which no further launch begins.
      budgetMinutes: 9

      # What is judged instead of typicalLatencyMillis, slowShare, slowestTenthMillis,
      # errorShare, cpuMillisPerRequest and queriesPerRequest:
      # measures:
      #   p95LatencyMillis: {marginPercent: 10}
      #   errorShare: {}
      """;

  /**
   * The files, in the order in which a user should look at them.
   *
   * @throws BadFileException if the OpenAPI document cannot be read
   * @throws FaceoffException of kind USAGE if a workflow would compare a build with itself
   */
  public Map<Path, String> files() {
    if (pipeline.isPresent() && !origin.isStarted()) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--ci compares two builds of a service that it starts; give --jar or --command");
    }
    Optional<OpenApiRequests> described =
        openApi.map(each -> OpenApiRequests.read(each.file(), each.shown(), base()));
    Path target = target();
    String text = TargetText.of(name, origin, scenario, described);
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(target, text);
    described
        .map(OpenApiRequests::feeder)
        .filter(feeder -> !feeder.isEmpty())
        .ifPresent(feeder -> files.put(folder.resolve(name + ".csv"), feeder.csv()));
    Path gate = folder.resolve("gate.yaml");
    files.put(gate, GATE);
    pipeline.ifPresent(
        own -> {
          Path repository = repository();
          files.put(
              own.file(repository),
              own.text(
                  build(repository),
                  repository.relativize(target).toString(),
                  repository.relativize(gate).toString(),
                  text.contains(OpenApiRequests.SECRET)));
        });
    return files;
  }

  /** The target file. */
  public Path target() {
    return folder.resolve(name + ".target.yaml");
  }

  /** The path of the service's address. */
  private String base() {
    return origin.kind() == Origin.Kind.URL
        ? origin.value().replaceFirst("^[a-z]+://[^/]*", "").replaceAll("/+$", "")
        : "";
  }

  /** Where CI looks for workflows: the top of what is versioned. */
  private Path repository() {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"))) {
        return each;
      }
    }
    return folder;
  }

  private static String build(Path repository) {
    Map<String, String> commands = new LinkedHashMap<>();
    commands.put("mvnw", "./mvnw -q -B -DskipTests package");
    commands.put("pom.xml", "mvn -q -B -DskipTests package");
    commands.put("gradlew", "./gradlew -q assemble");
    commands.put("build.gradle", "gradle -q assemble");
    commands.put("build.gradle.kts", "gradle -q assemble");
    return commands.entrySet().stream()
        .filter(each -> Files.exists(repository.resolve(each.getKey())))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("echo nothing to build");
  }
}
