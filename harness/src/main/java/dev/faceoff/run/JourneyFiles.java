package dev.faceoff.run;

import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that users' requests are made of: feeders, and the jar of the journey's class. Machines
 * may keep them in different places; what counts is a file's name and what it holds.
 */
final class JourneyFiles {
  private JourneyFiles() {}

  /**
   * SHA-256 of each file, in hexadecimal, by its name.
   *
   * @throws IOException if one cannot be read
   */
  static SortedMap<String, String> digests(Scenario scenario) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Path file : of(scenario)) {
      // Of several by one name, each counts.
      digests.merge(name(scenario.folder(), file), sha256(file), String::concat);
    }
    return digests;
  }

  /** Its path in the scenario's folder; of a file that lies elsewhere, its name alone. */
  static String name(Path folder, Path file) {
    Path shown = file.startsWith(folder) ? folder.relativize(file) : file.getFileName();
    return shown.toString();
  }

  /** Declared requests whose feeders go by name; headers are in order, for texts are compared. */
  static String byName(Path folder, String requests) {
    List<DeclaredRequest> named =
        DeclaredJourney.of(requests).requests().stream()
            .map(
                request ->
                    request.fedBy(
                        request.feeders().stream()
                            .map(feeder -> name(folder, Path.of(feeder)))
                            .toList()))
            .toList();
    return PartFolder.JSON.valueToTree(new DeclaredJourney(named)).toString();
  }

  private static Set<Path> of(Scenario scenario) {
    Set<Path> files = new LinkedHashSet<>();
    Stream.concat(
            Optional.ofNullable(scenario.journeyTexts().get(DeclaredJourney.SETTING)).stream(),
            new TreeMap<>(scenario.ownRequests()).values().stream())
        .flatMap(requests -> DeclaredJourney.of(requests).requests().stream())
        .flatMap(request -> request.feeders().stream())
        .forEach(feeder -> files.add(Path.of(feeder)));
    scenario.journeyJar().ifPresent(files::add);
    return files;
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
