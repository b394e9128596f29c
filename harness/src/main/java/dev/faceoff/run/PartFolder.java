package dev.faceoff.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The run folder of a part, as far as it is kept for merging: {@code part.json} with what was
 * asked, and for each launch {@code samples/launch-0.samples} with every request and {@code
 * samples/launch-0.json} with the rest.
 */
final class PartFolder {
  private static final String PART = "part.json";
  private static final String SAMPLES = "samples";

  /** The order of sets and maps differs from JVM to JVM; nobody may rely on it. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .addMixIn(Start.class, StartByKind.class)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path folder;

  PartFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * What a part was asked.
   *
   * @param versions of what ran, Faceoff's own among them
   * @param files that users' requests are made of, see {@link JourneyFiles#digests}
   */
  record Asked(
      GeneratorPart part,
      ProfileName profile,
      long seed,
      Map<String, String> versions,
      Scenario scenario,
      Map<String, String> files) {
    Asked {
      // An older Faceoff told of none.
      files = files == null ? Map.of() : Map.copyOf(files);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Start.JvmClass.class, name = "class"),
    @JsonSubTypes.Type(value = Start.Jar.class, name = "jar"),
    @JsonSubTypes.Type(value = Start.Command.class, name = "command"),
    @JsonSubTypes.Type(value = Start.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Start.Running.class, name = "url")
  })
  private interface StartByKind {}

  /** Where the generator writes the samples of a launch. */
  Path samples(int launch) {
    return folder.resolve(SAMPLES).resolve("launch-%d.samples".formatted(launch));
  }

  private Path rest(int launch) {
    return folder.resolve(SAMPLES).resolve("launch-%d.json".formatted(launch));
  }

  void write(Asked asked) throws IOException {
    Files.createDirectories(folder.resolve(SAMPLES));
    JSON.writeValue(folder.resolve(PART).toFile(), asked);
  }

  /** Keeps a launch, whose samples are there. */
  void keep(int launch, KeptLaunch kept) throws IOException {
    JSON.writeValue(rest(launch).toFile(), kept);
  }

  /**
   * What was asked.
   *
   * @param shown the folder's name in messages
   * @throws FaceoffException of kind USAGE if it is no folder of a part
   */
  Asked asked(String shown) {
    if (!Files.isRegularFile(folder.resolve(PART))) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s is no folder of one generator of several: it has no %s, which 'faceoff run --generator' writes"
              .formatted(shown, PART));
    }
    try {
      return JSON.readValue(folder.resolve(PART).toFile(), Asked.class);
    } catch (IOException e) {
      throw unreadable(shown, folder.resolve(PART), e);
    }
  }

  /**
   * The launches that were kept, in order; the last one may be incomplete.
   *
   * @throws FaceoffException of kind USAGE if one cannot be read, or not all of its samples are
   *     there
   */
  List<KeptLaunch> launches(String shown) {
    List<KeptLaunch> launches = new ArrayList<>();
    for (int launch = 0; Files.exists(rest(launch)); launch++) {
      try {
        KeptLaunch kept = JSON.readValue(rest(launch).toFile(), KeptLaunch.class);
        long there = Files.size(samples(launch));
        if (there != kept.samplesBytes()) {
          throw new FaceoffException(
              FaceoffException.Kind.USAGE,
              "%s is not whole: %s had %d bytes when it was written, and has %d"
                  .formatted(
                      shown, folder.relativize(samples(launch)), kept.samplesBytes(), there));
        }
        launches.add(kept);
      } catch (IOException e) {
        throw unreadable(shown, rest(launch), e);
      }
    }
    return launches;
  }

  private FaceoffException unreadable(String shown, Path file, IOException e) {
    return new FaceoffException(
        FaceoffException.Kind.USAGE,
        "%s: %s cannot be read: %s"
            .formatted(
                shown,
                folder.relativize(file),
                String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
        e);
  }
}
