package dev.faceoff.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A process to start.
 *
 * @param name for messages, for example "naive"
 * @param command program and arguments
 * @param log file that its standard error is appended to, and its standard output unless piped
 * @param pipes whether standard input and output are pipes to the harness; otherwise the input is
 *     empty
 * @param environment variables set on top of those of the harness
 * @param withoutEnvironment variables of the harness it does not get
 * @param endSignal what ends it at once should the harness die
 * @param folder it runs in; empty for that of the harness
 */
public record ProcessSpec(
    String name,
    List<String> command,
    Path log,
    boolean pipes,
    Map<String, String> environment,
    Set<String> withoutEnvironment,
    EndSignal endSignal,
    Optional<Path> folder) {

  /** Options of a JVM by environment; a process that is measured must not get the user's. */
  public static final Set<String> JVM_OPTION_VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** How a process is ended without asking. */
  public enum EndSignal {
    KILL,
    /** For PostgreSQL: its postmaster then ends its children and frees shared memory. */
    QUIT
  }

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    withoutEnvironment = Set.copyOf(withoutEnvironment);
  }

  /** A process without input that writes into its log. */
  public static ProcessSpec of(String name, List<String> command, Path log) {
    return new ProcessSpec(
        name, command, log, false, Map.of(), Set.of(), EndSignal.KILL, Optional.empty());
  }

  /** The same with standard input and output as pipes. */
  public ProcessSpec piped() {
    return new ProcessSpec(
        name, command, log, true, environment, withoutEnvironment, endSignal, folder);
  }

  /** The same with a variable set. */
  public ProcessSpec withEnvironment(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new ProcessSpec(name, command, log, pipes, more, withoutEnvironment, endSignal, folder);
  }

  /** The same without those variables of the harness. */
  public ProcessSpec without(Set<String> variables) {
    return new ProcessSpec(name, command, log, pipes, environment, variables, endSignal, folder);
  }

  /** The same, ended by that signal. */
  public ProcessSpec endedBy(EndSignal signal) {
    return new ProcessSpec(
        name, command, log, pipes, environment, withoutEnvironment, signal, folder);
  }

  /** The same, in that folder. */
  public ProcessSpec in(Path where) {
    return new ProcessSpec(
        name, command, log, pipes, environment, withoutEnvironment, endSignal, Optional.of(where));
  }
}
