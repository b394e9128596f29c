package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Does what docs/own-scenarios.md tells its readers to do. */
class OwnScenariosGuideTest {
  @TempDir private Path temporary;
  private Shell shell;
  private final Parts parts = Fakes.parts(new Fakes.Engine(Status.VALID, Outcome.HELD));
  private Guide guide;

  @BeforeEach
  void layOut() throws IOException {
    shell = new Shell(temporary);
    guide = Guide.read("own-scenarios.md");
    Files.createDirectories(shell.folder.resolve("db"));
    for (Map.Entry<String, String> named : guide.files().entrySet()) {
      Path file = shell.folder.resolve(named.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, named.getValue());
    }
    for (String name : List.of("before", "after")) {
      Files.writeString(
          shell.folder.resolve("order-list/" + name + ".target.yaml"),
          "start: {command: [./serve, \"{port}\"]}\n");
    }
    Files.writeString(shell.folder.resolve("order-list/customers.csv"), "customer\n17\n");
  }

  @Test
  void theFilesOfTheGuideAreValid() throws Exception {
    pack(compiled('+', "ShopJourney"), "com/acme/ShopJourney.class");

    assertThat(
            shell.run(
                parts,
                "validate",
                "order-list",
                "well-answered",
                "order-visits",
                "shop.target.yaml"))
        .as(shell.err())
        .isZero();
  }

  @Test
  void bothSidesOfTheDiffCompile() throws Exception {
    assertThat(compiled('-', "ShopSimulation").resolve("com/acme/ShopSimulation.class")).exists();
    assertThat(compiled('+', "ShopJourney").resolve("com/acme/ShopJourney.class")).exists();
  }

  @Test
  void theScenariosOfTheGuideRunAsItSays() throws Exception {
    pack(compiled('+', "ShopJourney"), "com/acme/ShopJourney.class");

    for (String command : guide.commands()) {
      if (command.contains("--scenario") && command.startsWith("faceoff run ")) {
        assertThat(shell.run(parts, Guide.words(command)))
            .as("%s: %s", command, shell.err())
            .isZero();
      }
    }
    assertThat(
            shell.run(
                parts,
                "run",
                "--scenario",
                "order-visits",
                "--target",
                "shop.target.yaml",
                "--out",
                "v"))
        .as(shell.err())
        .isZero();
  }

  /** Commands that would measure are read as far as that. */
  @Test
  void everyCommandOfTheGuideIsOne() {
    CommandLine commandLine =
        new CommandLine(new FaceoffCommand())
            .addSubcommand(new ValidateCommand(null))
            .addSubcommand(new GateCommand(null, List.of()))
            .addSubcommand(new RunCommand(null, List.of()));
    assertThat(guide.commands()).hasSizeGreaterThanOrEqualTo(5);
    for (String command : guide.commands()) {
      assertThat(commandLine.parseArgs(Guide.words(command)).hasSubcommand()).as(command).isTrue();
    }
  }

  /** The classes of one side of the diff, compiled as its reader would. */
  private Path compiled(char side, String name) throws IOException {
    StringBuilder source = new StringBuilder();
    for (String line : guide.blocks("diff").get(0).lines().toList()) {
      if (line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == side) {
        source.append(line.isEmpty() ? "" : line.substring(1)).append('\n');
      }
    }
    Path file = shell.folder.resolve(name + ".java");
    Files.writeString(file, source);
    Path classes = Files.createDirectories(shell.folder.resolve("classes-of-" + name));
    Path scenarios = Path.of("../scenarios/target").toAbsolutePath().normalize();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "--release",
                "17",
                "-proc:none",
                "-cp",
                scenarios.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(scenarios.resolve("runtime.classpath")).strip(),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return classes;
  }

  private void pack(Path classes, String entry) throws IOException {
    Path jar = shell.folder.resolve("order-visits/loads.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      out.write(Files.readAllBytes(classes.resolve(entry)));
    }
  }
}
