package dev.faceoff.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.process.Eventually;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A secret of the environment reaches the service and its requests, but no file, no output and no
 * list of processes.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class SecretsStayNowhereTest {
  private static final String SECRET = "canary-7f3a91c2";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run baseline-load --target mine.target.yaml --set arrivalsPerSecond=40 --set limitMillis=5000 --set errorShare=0.05",
        "gate mine.target.yaml mine.target.yaml --gate gate.yaml",
        "diagnose mine.target.yaml"
      })
  void aSecretIsWrittenNowhere(String command) throws Exception {
    Path project = Project.withoutPairs(folder.resolve("project"));
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 6, blockSeconds: 2, gapSeconds: 1, warmUpSeconds: 1");
    Path asked = folder.resolve("asked");
    writeFiles(asked);

    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, Map.of("CANARY", SECRET), (command + " --out out").split(" "))) {
      faceoff.awaitProgress("warm-up");
      Eventually.holds("the service is asked with the secret", () -> Files.exists(asked));
      List<String> commandLines =
          faceoff.descendants().stream()
              .flatMap(process -> process.info().commandLine().stream())
              .toList();
      assertInNoFileOf(folder);

      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      assertThat(commandLines).isNotEmpty().noneMatch(line -> line.contains(SECRET));
      assertThat(faceoff.out() + faceoff.err()).doesNotContain(SECRET);
      assertInNoFileOf(folder);
      assertThat(faceoff.file("out/report.html")).isNotEmptyFile();
    }
  }

  private void writeFiles(Path asked) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.writeString(
        work.resolve("mine.target.yaml"),
        """
        start: {command: ["%s", -Xmx64m, -cp, "%s", %s, "{port}", "%s"]}
        ready: /ready
        environment: {TOKEN: "${CANARY}"}
        requests:
          - name: items
            path: "/items?key=${CANARY}"
            headers: {Authorization: "Bearer ${CANARY}"}
            contains: item
          - name: search
            method: POST
            path: "/items?key=${CANARY}"
            headers: {Authorization: "Bearer ${CANARY}"}
            body: '{"token":"${CANARY}"}'
            contains: item
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("target", "test-classes").toAbsolutePath(),
                LockedService.class.getName(),
                asked));
    Files.writeString(
        work.resolve("gate.yaml"),
        """
        looks: [2]
        warmUpSeconds: 1
        settleSeconds: 1
        measureSeconds: 2
        pairsPerSecond: 30
        # A busy machine may make the generator late, and nothing here is about that.
        startLagLimitMillis: 10000
        """);
  }

  /** Also of those that come and go while it runs. */
  private static void assertInNoFileOf(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              assertThat(content(file).contains(SECRET)).as("%s", file).isFalse();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String content(Path file) throws IOException {
    try (InputStream written = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(written) : written) {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (NoSuchFileException | EOFException e) {
      // Gone, or not written to its end yet; what stays is read once more after the run.
      return "";
    }
  }
}
