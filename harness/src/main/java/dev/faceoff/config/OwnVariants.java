package dev.faceoff.config;

import dev.faceoff.model.Address;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Services of the user's own that join the pair of a scenario. */
public final class OwnVariants {
  /** Beside a pair: all are under load in turn, and told apart by colour. */
  static final int MOST = 4;

  private OwnVariants() {}

  /**
   * What a user asks for.
   *
   * @param files target files, as named
   * @param folder to which names are relative
   * @param isSet whether there is an environment variable of a name
   * @param allowedHosts hosts other than this one that may be loaded
   */
  public record Asked(
      List<String> files, Path folder, Predicate<String> isSet, Set<String> allowedHosts) {}

  /**
   * The scenario with a variant for each file, named for it: for example "shop" for {@code
   * shop.target.yaml}.
   *
   * @throws FaceoffException of kind USAGE if two variants would have the same name, or there are
   *     more than {@value #MOST} files
   * @throws BadFileException if a file is not as it must be, or no request of it plays a role
   * @throws HostNotAllowedException if one names a host that is neither this one nor allowed
   */
  public static Scenario join(Scenario scenario, Asked asked) {
    if (asked.files().size() > MOST) {
      throw wrong(
          "--target %s: at most %d run beside a pair, for the machine and the reader; leave some out"
              .formatted(asked.files().get(MOST), MOST));
    }
    List<Variant> joining = new ArrayList<>();
    for (String file : asked.files()) {
      Variant variant = variant(scenario, file, asked);
      scenario.variants().forEach(other -> requireOther(variant.name(), file, other.name(), ""));
      joining.forEach(
          other ->
              requireOther(
                  variant.name(), file, other.name(), ", " + other.own().orElseThrow().file()));
      joining.add(variant);
    }
    requireOneRedis(scenario, joining);
    return scenario.joinedBy(joining);
  }

  /** All variants of a run have the same server. */
  private static void requireOneRedis(Scenario scenario, List<Variant> joining) {
    if (scenario.dependencies().redis().isPresent()) {
      return;
    }
    List<OwnService> bringing =
        joining.stream()
            .map(variant -> variant.own().orElseThrow())
            .filter(own -> own.own().redis().isPresent())
            .toList();
    for (OwnService own : bringing) {
      if (!own.own().redis().equals(bringing.get(0).own().redis())) {
        throw wrong(
            "%s and %s declare different 'redis'; both need the same"
                .formatted(bringing.get(0).file(), own.file()));
      }
    }
  }

  /**
   * Makes sure that a service does not bear another's name.
   *
   * @param file of the service
   * @throws FaceoffException of kind USAGE if it does
   */
  static void requireOther(String name, String file, Joined.Service other) {
    requireOther(name, file, other.variant(), ", " + other.file());
  }

  private static void requireOther(String name, String file, String other, String what) {
    if (likeness(name).equals(likeness(other))) {
      throw wrong(
          "--target %s: there is a variant '%s' already%s; rename the file"
              .formatted(file, name, what));
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }

  /** What must differ between variants, since databases and logs are named for them. */
  private static String likeness(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }

  /** Hosts other than this one that will be loaded. */
  public static Set<String> remoteHosts(Scenario scenario) {
    Set<String> hosts = new TreeSet<>();
    scenario
        .variants()
        .forEach(each -> OwnTarget.remoteHost(scenario.target(each)).ifPresent(hosts::add));
    return hosts;
  }

  /**
   * Hosts other than this one on which something runs that the services depend on: what they ask of
   * it is load there, and on a Toxiproxy that it passes.
   *
   * @param servers that run already, where the backend brings none
   */
  public static Set<String> remoteDependencies(Scenario scenario, Servers servers) {
    Set<String> hosts = new TreeSet<>();
    List<Dependencies> all = new ArrayList<>(List.of(scenario.dependencies()));
    scenario.variants().stream()
        .flatMap(variant -> variant.own().stream())
        .map(OwnService::own)
        .forEach(all::add);
    for (Dependencies each : all) {
      each.services()
          .values()
          .forEach(service -> OwnTarget.remoteHost(service).ifPresent(hosts::add));
      each.database()
          .flatMap(content -> servers.database())
          .ifPresent(server -> hosts.add(server.address().host()));
      each.redis()
          .flatMap(content -> servers.redis())
          .ifPresent(server -> hosts.add(server.address().host()));
    }
    hosts.removeIf(Address::isLoopback);
    if (!hosts.isEmpty() && !scenario.faults().connections().isEmpty()) {
      // Connections to this machine never go through a Toxiproxy on another one.
      servers
          .toxiproxy()
          .map(URI::getHost)
          .filter(host -> !Address.isLoopback(host))
          .ifPresent(hosts::add);
    }
    return hosts;
  }

  private static Variant variant(Scenario scenario, String named, Asked asked) {
    Path file = file(named, asked.folder());
    String shown = AsTyped.shown(asked.folder(), named);
    Offered offered = Offered.besidePairOf(scenario);
    OwnTarget target = OwnTarget.read(file, offered, asked.isSet(), asked.allowedHosts()::contains);
    DeclaredJourney playing = target.journey().orElseThrow().playing(offered);
    Set<String> played = new TreeSet<>();
    playing.requests().forEach(request -> played.add(request.name()));
    return new Variant(
        name(file),
        target.spec(),
        new OwnService(
            shown,
            scenario.endpoints().stream().map(Endpoint::name).filter(played::contains).toList(),
            playing.text(),
            OwnTarget.connections(target.spec(), Map.of(), scenario.dependencies()),
            own(target, scenario),
            notes(scenario, target, offered, shown)));
  }

  /** What it brings along beside what it has of the scenario. */
  private static Dependencies own(OwnTarget target, Scenario scenario) {
    Map<String, TargetSpec> services = new TreeMap<>(target.own().services());
    services.keySet().removeAll(scenario.dependencies().services().keySet());
    return new Dependencies(
        target.own().database(),
        scenario.dependencies().redis().isPresent() ? Optional.empty() : target.own().redis(),
        services);
  }

  private static List<String> notes(
      Scenario scenario, OwnTarget target, Offered offered, String file) {
    List<String> notes = new ArrayList<>();
    OwnJourney journey = target.journey().orElseThrow();
    List<String> idle = journey.idle(offered);
    if (!idle.isEmpty()) {
      notes.add(
          "Not sent, because %s has no such role: %s of %s."
              .formatted(scenario.name(), String.join(", ", idle), file));
    }
    if (journey.declared().requests().stream().anyMatch(OwnVariants::saysWhen)) {
      notes.add(
          "Weights and pauses of %s are left alone: the journey of %s says when a request is sent."
              .formatted(file, scenario.name()));
    }
    return notes;
  }

  private static boolean saysWhen(DeclaredRequest request) {
    return request.weight() > 0 || request.pauseMillis() > 0;
  }

  /**
   * The target file of that name.
   *
   * @throws FaceoffException of kind USAGE if none can have it
   */
  static Path file(String named, Path folder) {
    if (!named.endsWith(OwnTarget.SUFFIX)) {
      throw wrong(
          "--target %s: a target file's name ends in %s".formatted(named, OwnTarget.SUFFIX));
    }
    return AsTyped.path(folder, named);
  }

  /** The name of the variant that a target file makes, for example "shop". */
  static String name(Path file) {
    String name = OwnTarget.name(file).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.isEmpty() ? "own" : name;
  }
}
