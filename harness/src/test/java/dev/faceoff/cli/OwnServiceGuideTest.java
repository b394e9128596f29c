package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Does what docs/own-service.md tells its readers to do. Its Java is tested where that compiles.
 */
class OwnServiceGuideTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("# (\\S+\\.yaml)\\n.*", Pattern.DOTALL);

  @TempDir private Path temporary;
  private Shell shell;
  private final Parts parts = Fakes.parts(new Fakes.Engine(Status.VALID, Outcome.HELD));
  private String guide;

  @BeforeEach
  void layOut() throws IOException {
    shell = new Shell(temporary);
    guide = Files.readString(Path.of("../docs/own-service.md"));
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
        commands().stream().filter(each -> each.contains(" init ")).findFirst().orElseThrow();

    assertThat(shell.run(parts, words(init))).as(shell.err()).isZero();

    assertThat(blocks("")).contains(shell.out());
    String proposed = Files.readString(shell.folder.resolve("shop.target.yaml"));
    // The edited file of the guide keeps the requests as they were proposed.
    String edited = file("shop.target.yaml");
    for (String line :
        List.of("name: find-orders", "path: '/orders?customer={customer}'", "feeder: shop.csv")) {
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
        commands().stream().filter(each -> each.contains(" validate ")).findFirst().orElseThrow();

    assertThat(shell.run(parts, words(validate))).as(shell.err()).isZero();
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
    assertThat(commands()).hasSizeGreaterThanOrEqualTo(3);
    for (String command : commands()) {
      assertThat(commandLine.parseArgs(words(command)).hasSubcommand()).as(command).isTrue();
    }
  }

  private List<String> commands() {
    List<String> commands = new ArrayList<>();
    blocks("sh").forEach(block -> block.lines().forEach(commands::add));
    return commands;
  }

  private static String[] words(String command) {
    assertThat(command).startsWith("faceoff ");
    String[] words = command.split(" ");
    return Arrays.copyOfRange(words, 1, words.length);
  }

  private List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(guide);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  private void write(String name) throws IOException {
    Files.writeString(shell.folder.resolve(name), file(name));
  }

  private String file(String name) {
    return blocks("yaml").stream()
        .filter(
            block -> {
              Matcher file = FILE.matcher(block);
              return file.matches() && file.group(1).equals(name);
            })
        .findFirst()
        .orElseThrow();
  }
}
