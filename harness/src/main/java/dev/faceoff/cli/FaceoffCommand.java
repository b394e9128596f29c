package dev.faceoff.cli;

import dev.faceoff.run.FaceoffVersion;
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

  /** Of Faceoff and of what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "faceoff " + FaceoffVersion.here(),
        "Java " + Runtime.version() + " on " + System.getProperty("os.name")
      };
    }
  }
}
