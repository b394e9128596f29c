package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Does what docs/own-service.md tells its readers to do. Its Java is tested where that compiles.
 */
class OwnServiceGuideTest {
  @TempDir private Path temporary;
  private Shell shell;
  private final Parts parts = Fakes.parts(new Fakes.Engine(Status.VALID, Outcome.HELD));
  private Guide guide;

  @BeforeEach
  void layOut() throws IOException {
    shell = new Shell(temporary);
    guide = Guide.read("own-service.md");
    Path jar = shell.folder.resolve("target/shop.jar");
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "shop.Main");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  @Test
  void initWritesAndSaysWhatTheGuideShows() throws IOException {
    write("openapi.yaml");
    String init =
        guide.commands().stream().filter(each -> each.contains(" init ")).findFirst().orElseThrow();

    assertThat(shell.run(parts, Guide.words(init))).as(shell.err()).isZero();

    assertThat(guide.blocks("")).contains(shell.out());
    String proposed = Files.readString(shell.folder.resolve("shop.target.yaml"));
    // The edited file of the guide keeps what was proposed: it stays as safe, and asks the same.
    String edited = guide.files().get("shop.target.yaml");
    for (String line :
        List.of(
            "SERVER_ADDRESS: 127.0.0.1",
            "name: find-orders",
            "path: '/orders?customer={customer}'",
            "feeder: shop.csv")) {
      assertThat(proposed).contains(line);
      assertThat(edited).contains(line);
    }
    assertThat(proposed).contains("  #   body: '{\"id\":\"{own.uuid}\",\"customer\":17}'");
    assertThat(Files.readString(shell.folder.resolve("shop.csv"))).isEqualTo("customer\n17\n23\n");
  }

  @Test
  void theFilesOfTheGuideAreValid() throws IOException {
    Files.writeString(shell.folder.resolve("shop.csv"), "customer\n17\n");
    write("shop.target.yaml");
    write("gate.yaml");
    String validate =
        guide.commands().stream()
            .filter(each -> each.contains(" validate "))
            .findFirst()
            .orElseThrow();

    assertThat(shell.run(parts, Guide.words(validate))).as(shell.err()).isZero();
  }

  /** Its figures were measured once; its words and columns are those of reports today. */
  @Test
  void theScaleOfTheGuideIsShownAsReportsDo() throws IOException {
    String report =
        withoutFigures(Files.readString(Path.of("src/test/resources/golden/scale.txt")));
    String[] shown =
        guide.blocks("").stream()
            .filter(each -> each.contains("Mine behaves like"))
            .findFirst()
            .orElseThrow()
            .split("\n\n");

    assertThat(report).contains(withoutFigures(shown[0]));
    assertThat(shown[1].lines()).hasSize(3);
    shown[1].lines().forEach(line -> assertThat(report).contains(withoutFigures(line)));
  }

  private static String withoutFigures(String text) {
    return text.replaceAll("-?\\d+(\\.\\d+)?", "#").replaceAll("\\s+", " ").strip();
  }

  /** Commands that would measure are read as far as that. */
  @Test
  void everyCommandOfTheGuideIsOne() {
    CommandLine commandLine =
        new CommandLine(new FaceoffCommand())
            .addSubcommand(new InitCommand(null))
            .addSubcommand(new ValidateCommand(null))
            .addSubcommand(new GateCommand(null, List.of()))
            .addSubcommand(new DiagnoseCommand(null, List.of()))
            .addSubcommand(new RunCommand(null, List.of()));
    assertThat(guide.commands()).hasSizeGreaterThanOrEqualTo(3);
    for (String command : guide.commands()) {
      assertThat(commandLine.parseArgs(Guide.words(command)).hasSubcommand()).as(command).isTrue();
    }
  }

  private void write(String name) throws IOException {
    Files.writeString(shell.folder.resolve(name), guide.files().get(name));
  }
}
