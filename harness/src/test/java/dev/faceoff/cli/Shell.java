package dev.faceoff.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Runs commands in this process, in a project and a working folder of their own. */
final class Shell {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny").toAbsolutePath();

  final Path home;
  final Path folder;
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Shell(Path temporary) {
    home = temporary.resolve("home");
    folder = temporary.resolve("work");
    try {
      Files.createDirectories(folder);
      Path tiny = home.resolve("scenarios/tiny");
      Files.createDirectories(tiny.resolve("db"));
      for (String name : List.of("scenario.yaml", "naive.txt", "fixed.txt")) {
        Files.copy(TINY.resolve(name), tiny.resolve(name));
      }
      Files.writeString(
          tiny.resolve("scenario.yaml"),
          "core: true\n" + Files.readString(TINY.resolve("scenario.yaml")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Surroundings surroundings(Path home, Path folder, Map<String, String> variables) {
    return new Surroundings(
        home,
        folder,
        variables,
        false,
        80,
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
        () -> 0L);
  }

  int run(Parts parts, String... words) {
    return run(Map.of(), parts, words);
  }

  int run(Map<String, String> variables, Parts parts, String... words) {
    return Main.execute(
        words, print(out), print(err), surroundings(home, folder, variables), parts);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
