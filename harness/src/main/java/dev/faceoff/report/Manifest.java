package dev.faceoff.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.NamedValues;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run was told to do, written before it does it: enough to run it again.
 *
 * @param command as {@link RunInfo#command} has it
 */
public record Manifest(
    String id,
    Instant startedAt,
    List<String> command,
    ProfileName profile,
    BackendKind backend,
    long seed,
    List<ScenarioSettings> scenarios,
    RunInfo.Environment environment) {
  public Manifest {
    command = command.stream().map(NamedValues::masked).toList();
  }

  /**
   * A scenario's settings by name.
   *
   * @param replicas of each variant; empty, and not written, where it is one of each
   */
  public record ScenarioSettings(
      String name,
      Map<String, String> settings,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> replicas) {
    public static ScenarioSettings of(Scenario scenario) {
      return new ScenarioSettings(scenario.name(), scenario.settingTexts(), scenario.replicas());
    }
  }

  /** Writes it as JSON. */
  public static void write(Path file, Manifest manifest) throws IOException {
    ObjectMapper json =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);
    Files.createDirectories(file.toAbsolutePath().getParent());
    json.writeValue(file.toFile(), manifest);
  }
}
