package dev.faceoff.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The word {@code faceoff} itself. */
@Command(
    name = "faceoff",
    description = "Shows what an architecture shortcut costs under load, and whether its fix pays.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = FaceoffCommand.Version.class,
    commandListHeading = "%nCommands:%n",
    footer = {"", "'faceoff COMMAND --help' explains a command."})
final class FaceoffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "no command; 'faceoff run' compares the core pairs, 'faceoff --help' shows all commands");
  }

  /** The version the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {
        "faceoff " + properties.getProperty("version"),
        "Java " + Runtime.version() + " on " + System.getProperty("os.name")
      };
    }
  }
}
