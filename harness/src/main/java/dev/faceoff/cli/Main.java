package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Starts Faceoff from the command line. */
public final class Main {
  /** Not by the name that logback looks for: where Faceoff is a library, logs are its user's. */
  private static final String LOG_SETTINGS = "dev/faceoff/cli/logback.xml";

  private Main() {}

  public static void main(String[] args) {
    System.setProperty("logback.configurationFile", LOG_SETTINGS);
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code = execute(args, out, err, Surroundings.ofProcess(), Parts.ofFaceoff());
    // After Ctrl-C this blocks until the shutdown under way ends the process with the signal's
    // code.
    System.exit(code);
  }

  /** Runs one command and returns its exit code; neither ends the process nor throws. */
  static int execute(
      String[] args, PrintStream out, PrintStream err, Surroundings surroundings, Parts parts) {
    Context context = new Context(out, err, surroundings, parts);
    try {
      return commandLine(context, List.of(args)).execute(args);
    } catch (Throwable failure) {
      return failed(context, failure);
    }
  }

  private static CommandLine commandLine(Context context, List<String> args) {
    CommandLine commandLine =
        new CommandLine(new FaceoffCommand())
            .addSubcommand(new ListCommand(context))
            .addSubcommand(new RunCommand(context, args))
            .addSubcommand(new CompareCommand(context, args))
            .addSubcommand(new GateCommand(context, args))
            .addSubcommand(new DiagnoseCommand(context, args))
            .addSubcommand(new ServeCommand(context, args))
            .addSubcommand(new InitCommand(context))
            .addSubcommand(new ReportCommand(context))
            .addSubcommand(new MergeCommand(context, args))
            .addSubcommand(new ValidateCommand(context))
            .addSubcommand(new DoctorCommand(context, args))
            .addSubcommand(new CleanCommand(context))
            .addSubcommand(new GenerateCompletion());
    commandLine.getSubcommands().values().stream()
        .filter(command -> command.getCommandSpec().findOption("--help") == null)
        .forEach(command -> command.getCommandSpec().addOption(help()));
    describe(commandLine.getSubcommands().get("generate-completion").getCommandSpec());
    commandLine
        .setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(Surroundings.DEFAULT_COLUMNS)
        .setColorScheme(
            Help.defaultColorScheme(
                context.surroundings().colours() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(
            (e, words) -> {
              context.err().println(WrongUsage.line(e));
              return ExitCode.USAGE.code();
            })
        .setExecutionExceptionHandler((e, command, result) -> failed(context, e));
    for (CommandLine command :
        Arrays.asList(
            commandLine,
            commandLine.getSubcommands().get("run"),
            commandLine.getSubcommands().get("compare"),
            commandLine.getSubcommands().get("gate"),
            commandLine.getSubcommands().get("merge"),
            commandLine.getSubcommands().get("diagnose"))) {
      command
          .getCommandSpec()
          .usageMessage()
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCode.table());
    }
    return commandLine;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Shows this help.")
        .build();
  }

  private static void describe(CommandSpec generateCompletion) {
    generateCompletion.usageMessage().description("Prints a completion script for bash and zsh.");
  }

  private static int failed(Context context, Throwable failure) {
    if (failure instanceof FaceoffException known
        && known.kind() != FaceoffException.Kind.INTERNAL) {
      context.err().println(known.getMessage());
      return ExitCode.of(known.kind()).code();
    }
    String what = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    context
        .err()
        .println(
            "Faceoff failed: %s; %s"
                .formatted(what.replaceAll("\\s+", " "), context.logged(failure)));
    return ExitCode.FAILED.code();
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
