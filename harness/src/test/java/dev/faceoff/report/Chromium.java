package dev.faceoff.report;

import dev.faceoff.process.OnPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless browser, where one is installed. */
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /**
   * The browser that the environment variable CHROMIUM names, or one of the usual names on PATH.
   */
  public static Optional<Chromium> find() {
    String named = System.getenv("CHROMIUM");
    String path = System.getenv().getOrDefault("PATH", "");
    Stream<Path> onPath = NAMES.stream().flatMap(name -> OnPath.find(name, path));
    return Stream.concat(Stream.ofNullable(named).map(Path::of), onPath)
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  /** The browser's own file. */
  public Path program() {
    return program;
  }

  /**
   * The document after its scripts ran.
   *
   * @param profile an empty folder for the browser's own files
   */
  String dumpDom(Path page, Path profile, boolean dark) throws IOException, InterruptedException {
    Path out = profile.resolveSibling(profile.getFileName() + ".html");
    Path err = profile.resolveSibling(profile.getFileName() + ".err");
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--allow-file-access-from-files",
                "--user-data-dir=" + profile,
                "--window-size=1400,1000",
                "--virtual-time-budget=60000",
                "--dump-dom"));
    command.add("--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("browser did not end: " + Files.readString(err));
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
