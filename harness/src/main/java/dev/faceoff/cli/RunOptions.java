package dev.faceoff.cli;

import dev.faceoff.config.Nearest;
import dev.faceoff.config.Overrides;
import dev.faceoff.config.OwnVariants;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What everything that measures can be told. */
final class RunOptions {
  @Mixin private StartOptions start = new StartOptions();

  @Option(names = "--json", description = "Prints results.json and nothing else on stdout.")
  private boolean json;

  @Option(names = "--open", description = "Opens the report when done.")
  private boolean open;

  BackendKind backend() {
    return start.backend();
  }

  /** The folder that was asked for. */
  Optional<Path> out() {
    return start.out();
  }

  boolean json() {
    return json;
  }

  boolean open() {
    return open;
  }

  /** Hosts other than this one that the user allows. */
  Set<String> allowedHosts() {
    return start.allowedHosts();
  }

  /** As {@link StartOptions#scenarios}. */
  OwnScenarios scenarios(Context context, Optional<String> named) {
    return start.scenarios(context, named);
  }

  Overrides overrides() {
    return start.overrides();
  }

  /** The seed given, if one was. */
  Optional<Long> givenSeed() {
    return start.givenSeed();
  }

  /** The seed given, or one that is drawn; the same at every call. */
  long seed() {
    return start.seed();
  }

  /**
   * States the load on machines of others, before any: whose machine it is must be able to object.
   * So must those on whose machine something runs that the services depend on. Nothing is stated
   * where this machine alone is loaded.
   *
   * @param servers that run already, on which services depend
   * @param scenario whose load it is
   * @param users how many come after a warm-up without pause, at most, see {@link #users}
   */
  static void state(Context context, Servers servers, Scenario scenario, String users) {
    stateLoad(context, servers, scenario, warmedUp(scenario, users));
  }

  /** For example "warm-up by 2 users without pause, then 20 users a second". */
  static String warmedUp(Scenario scenario, String users) {
    return "warm-up by %d users without pause, then %s"
        .formatted(scenario.load().warmUpUsers(), users);
  }

  /**
   * As {@link #state}.
   *
   * @param load how many come, at most, the warm-up included
   */
  static void stateLoad(Context context, Servers servers, Scenario scenario, String load) {
    // Only of a declared journey is it known here what one user sends.
    int most = scenario.journeyTexts().isEmpty() ? 1 : scenario.endpoints().size();
    String users = load + (most == 1 ? "" : "; a user sends up to %d requests".formatted(most));
    say(context, OwnVariants.remoteHosts(scenario), "Load goes to %s: %s", users);
    say(
        context,
        OwnVariants.remoteDependencies(scenario, servers),
        "Load is passed on to %s, on which the service depends: as much as it asks there for %s",
        users);
  }

  private static void say(Context context, Set<String> hosts, String sentence, String users) {
    if (!hosts.isEmpty()) {
      Table.wrapped(
              sentence.formatted(String.join(", ", hosts), users), Surroundings.DEFAULT_COLUMNS)
          .forEach(context.err()::println);
    }
  }

  /** For example "20 users a second". */
  static String users(double perSecond) {
    return BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString() + " users a second";
  }

  /** As {@link StartOptions#servers}. */
  Servers servers(Context context, List<Scenario> scenarios) {
    return start.servers(context, scenarios);
  }

  /** As {@link StartOptions#folder}. */
  Path folder(Context context, String name) {
    return start.folder(context, name);
  }

  /** Values of {@code --profile}. */
  static final class ProfileNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    ProfileNames() {
      super(Arrays.stream(ProfileName.values()).map(ProfileName::id).toList());
    }
  }

  static final class ProfileConverter implements ITypeConverter<ProfileName> {
    @Override
    public ProfileName convert(String word) {
      return Arrays.stream(ProfileName.values())
          .filter(name -> name.id().equals(word))
          .findFirst()
          .orElseThrow(() -> unknown("profile", word, new ProfileNames()));
    }
  }

  static TypeConversionException unknown(String what, String word, List<String> choices) {
    return new TypeConversionException(
        "unknown %s '%s'%s".formatted(what, word, Nearest.hint(word, choices)));
  }
}
