package dev.faceoff.cli;

import dev.faceoff.config.Nearest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command and what was probably meant. */
final class WrongUsage {
  private WrongUsage() {}

  static String line(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(e.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    if (e instanceof MissingParameterException missing) {
      return missing(e.getCommandLine(), missing.getMissing());
    }
    if (e instanceof OverwrittenOptionException twice) {
      return ((OptionSpec) twice.getOverwritten()).longestName() + " is given twice";
    }
    if (e.getCause() instanceof TypeConversionException cause
        && e.getArgSpec() instanceof OptionSpec option) {
      return option.longestName() + ": " + cause.getMessage();
    }
    return e.getMessage().replaceAll("\\s+", " ");
  }

  private static String unmatched(CommandLine command, String word) {
    if (word.startsWith("-")) {
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> options =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      return "unknown option '%s'%s".formatted(name, Nearest.hint(name, options));
    }
    if (!command.getSubcommands().isEmpty()) {
      return "unknown command '%s'%s"
          .formatted(word, Nearest.hint(word, List.copyOf(command.getSubcommands().keySet())));
    }
    return "unexpected '%s'; %s".formatted(word, seeHelp(command));
  }

  private static String missing(CommandLine command, List<ArgSpec> missing) {
    if (missing.isEmpty()) {
      return "something is missing; " + seeHelp(command);
    }
    ArgSpec first = missing.get(0);
    return first instanceof OptionSpec option
        ? "%s needs a value: %s %s"
            .formatted(option.longestName(), option.longestName(), option.paramLabel())
        : "%s is missing; %s".formatted(first.paramLabel(), seeHelp(command));
  }

  private static String seeHelp(CommandLine command) {
    return "see '%s --help'".formatted(command.getCommandSpec().qualifiedName());
  }
}
