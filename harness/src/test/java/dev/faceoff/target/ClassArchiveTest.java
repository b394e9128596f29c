package dev.faceoff.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.Supervisor;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes archives with real JVMs, of a small service that lies in a jar. */
class ClassArchiveTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final Supervisor supervisor = Supervisor.open();
  private Path archives;
  private Path jar;

  @BeforeEach
  void packService() throws Exception {
    archives = folder.resolve("archives");
    jar = folder.resolve("service.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        InputStream service = SmallService.class.getResourceAsStream("SmallService.class")) {
      zip.putNextEntry(new ZipEntry(SmallService.class.getName().replace('.', '/') + ".class"));
      service.transferTo(zip);
    }
  }

  @AfterEach
  void stop() {
    supervisor.close();
  }

  @Test
  void serviceTakesItsClassesFromTheArchiveOfOneBefore() throws Exception {
    assertThat(archive().file()).isEmpty();

    make();

    Path file = archive().file().orElseThrow();
    assertThat(sourceOfTheService(ClassArchive.use(file))).contains("shared objects file");
    assertThat(sourceOfTheService(List.of())).contains("service.jar");
    assertThat(archives.toFile().list()).containsExactly(file.getParent().getFileName().toString());
  }

  @Test
  void damagedArchiveIsNotUsedAndMadeAnew() throws Exception {
    make();
    Path file = archive().file().orElseThrow();
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThat(archive().file()).isEmpty();
    make();
    assertThat(archive().file()).hasValue(file);
  }

  @Test
  void archiveOfAnEarlierBuildGivesWayToTheNext() throws Exception {
    make();
    Path earlier = archive().file().orElseThrow();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_700_000_000_000L));

    assertThat(archive().file()).isEmpty();
    make();

    assertThat(archive().file()).isPresent();
    assertThat(earlier).doesNotExist();
  }

  @Test
  void runsAtTheSameTimeMayBothMakeIt() throws Exception {
    try (ClassArchive.Recording one = archive().record(supervisor);
        ClassArchive.Recording other = archive().record(supervisor)) {
      record(one);
      record(other);

      assertThat(one.keep()).isTrue();
      assertThat(other.keep()).isTrue();
    }

    assertThat(archive().file()).isPresent();
    assertThat(archives.toFile().list()).hasSize(1);
  }

  @Test
  void serviceStartsWithoutAnArchiveThatIsNone() throws Exception {
    Path other = Files.writeString(folder.resolve("other.jsa"), "not an archive ".repeat(1000));

    assertThat(sourceOfTheService(ClassArchive.use(other))).contains("service.jar");
    assertThat(sourceOfTheService(ClassArchive.use(folder.resolve("gone.jsa"))))
        .contains("service.jar");
  }

  @Test
  void recordingThatIsNotKeptLeavesNothing() throws Exception {
    try (ClassArchive.Recording recording = archive().record(supervisor)) {
      assertThat(recording.keep()).isFalse();
    }
    Supervisor another = Supervisor.open();
    archive().record(another);
    another.close();

    assertThat(archives).isEmptyDirectory();
  }

  @Test
  void classPathWithAFolderHasNone() {
    String classPath = jar + java.io.File.pathSeparator + folder;

    assertThat(ClassArchive.of(archives, "Main", classPath)).isEmpty();
  }

  @Test
  void programsOnTheSameClassPathHaveTheirOwn() throws Exception {
    make();

    assertThat(ClassArchive.of(archives, "another.Main", jar.toString()).orElseThrow().file())
        .isEmpty();
  }

  private ClassArchive archive() {
    return ClassArchive.of(archives, SmallService.class.getName(), jar.toString()).orElseThrow();
  }

  private void make() throws Exception {
    try (ClassArchive.Recording recording = archive().record(supervisor)) {
      record(recording);
      assertThat(recording.keep()).isTrue();
    }
  }

  private void record(ClassArchive.Recording recording) throws Exception {
    TargetProcess target = start(recording.options());
    target.awaitReady(LONG);
    assertThat(target.endsWithin(LONG)).isTrue();
  }

  /** Where a service with those options has its class from, as its JVM tells. */
  private String sourceOfTheService(List<String> options) throws Exception {
    Path log = Files.createTempFile(folder, "classes", ".log");
    List<String> telling = new ArrayList<>(options);
    telling.add("-Xlog:class+load:file=" + log);
    TargetProcess target = start(telling);
    target.awaitReady(LONG);
    target.stop();
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(SmallService.class.getName() + " source:"))
        .findFirst()
        .orElseThrow();
  }

  private TargetProcess start(List<String> options) {
    return TargetProcess.start(
        "naive",
        new TargetSpec(
            new Start.JvmClass(SmallService.class.getName(), "target-apps"),
            OptionalInt.of(64),
            "/",
            "",
            false,
            Map.of("port", "{port}"),
            Map.of()),
        new Variant("naive", Map.of(), List.of(), List.of()),
        jar.toString(),
        options,
        Map.of(),
        List.of(),
        folder.resolve("naive.log"),
        supervisor);
  }
}
