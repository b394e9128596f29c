package dev.faceoff.config;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The services on which a scenario without variants is run: one, or two that are compared.
 *
 * @param isKnown whether they are there; else one stands for any
 */
record Joined(List<Service> services, boolean isKnown) {
  /** The name by which a scenario's expectations call whatever it is run on. */
  static final String TARGET = "target";

  private static final int MOST = 2;

  Joined {
    services = List.copyOf(services);
  }

  /**
   * One of them.
   *
   * @param variant its name in the report, for example "shop"
   * @param file that describes it, as the user names it
   * @param connections that it is told of
   */
  record Service(String variant, String file, OwnTarget target, Set<String> connections) {
    private static Service of(String named, OwnVariants.Asked asked) {
      OwnTarget target =
          OwnTarget.read(
              OwnVariants.file(named, asked.folder()),
              Offered.NOTHING,
              asked.isSet(),
              asked.allowedHosts()::contains);
      Set<String> connections = OwnTarget.connections(target.spec(), Map.of(), target.own());
      return new Service(
          OwnVariants.name(OwnVariants.file(named, asked.folder())), named, target, connections);
    }

    private boolean usesDatabase() {
      return connections.contains(Dependencies.DATABASE);
    }

    private void requireToldOfAll() {
      Dependencies own = target.own();
      if (own.database().isPresent() && !usesDatabase()) {
        throw unused("a 'database'", "{database.url}");
      }
      if (own.redis().isPresent() && !connections.contains(Dependencies.REDIS)) {
        throw unused("a 'redis'", "{redis.host}");
      }
      for (String service : own.services().keySet()) {
        if (!connections.contains(service)) {
          throw unused("a service '%s'".formatted(service), "{%s.url}".formatted(service));
        }
      }
    }

    private FaceoffException unused(String what, String placeholder) {
      return wrong(
          "%s declares %s, but tells the service nothing of it; write \"%s\" in environment or properties"
              .formatted(file, what, placeholder));
    }
  }

  /** One that stands for any service: it has one request and depends on one other service. */
  static Joined any() {
    TargetSpec spec =
        new TargetSpec(
            new Start.Running(URI.create("http://127.0.0.1")),
            OptionalInt.empty(),
            "",
            "",
            false,
            Map.of(),
            Map.of());
    String dependency = "dependency";
    DeclaredRequest request =
        new DeclaredRequest(
            "requests", "GET", "/", Map.of(), "", List.of(), List.of(), List.of(), List.of(), 0, 0);
    Service any =
        new Service(
            TARGET,
            "FILE" + OwnTarget.SUFFIX,
            new OwnTarget(
                spec,
                new Dependencies(Optional.empty(), Optional.empty(), Map.of(dependency, spec)),
                Optional.of(
                    new OwnJourney(
                        "requests",
                        new DeclaredJourney(List.of(request)),
                        List.of(new Endpoint(request.name(), OwnJourney.OBJECTIVE_MILLIS)),
                        List.of(request.name()),
                        Map.of()))),
            Set.of(dependency));
    return new Joined(List.of(any), false);
  }

  /**
   * Those that target files describe.
   *
   * @throws FaceoffException of kind USAGE if there are more than two, or two cannot be compared
   */
  static Joined of(OwnVariants.Asked asked) {
    if (asked.files().size() > MOST) {
      throw wrong(
          "--target %s: a scenario without a pair compares two services at most; run it again for the others"
              .formatted(asked.files().get(MOST)));
    }
    List<Service> services = new ArrayList<>();
    for (String named : asked.files()) {
      Service service = Service.of(named, asked);
      services.forEach(other -> OwnVariants.requireOther(service.variant(), named, other));
      service.requireToldOfAll();
      services.add(service);
    }
    if (services.size() > 1) {
      requireSameDependencies(services.get(0), services.get(1));
    }
    return new Joined(services, true);
  }

  /** What only one of them is told of is disturbed and counted for that one only. */
  private static void requireSameDependencies(Service first, Service second) {
    if (!first.connections().equals(second.connections())) {
      throw wrong(
          "%s is told of %s, and %s of %s; two that are compared depend on the same"
              .formatted(first.file(), told(first), second.file(), told(second)));
    }
  }

  private static String told(Service service) {
    return service.connections().isEmpty() ? "nothing" : String.join(", ", service.connections());
  }

  Service first() {
    return services.get(0);
  }

  /** Their names in the report, in the order in which they were named. */
  List<String> names() {
    return services.stream().map(Service::variant).toList();
  }

  /** Files that describe them, for messages. */
  String files() {
    return String.join(" and ", services.stream().map(Service::file).toList());
  }

  /** What they are connected to: what is not used is not started. */
  Dependencies dependencies() {
    return Together.of(
        Dependencies.NONE,
        databases().common(),
        services.stream().map(Service::file).toList(),
        services.stream().map(service -> service.target().own()).toList());
  }

  private Databases databases() {
    return services.size() == 1
        ? Databases.brought(first().target().own().database(), true)
        : Databases.of(
            services.stream().map(Service::file).toList(),
            first().target().own().database(),
            services.get(1).target().own().database());
  }

  List<Variant> variants() {
    Databases databases = databases();
    List<Variant> variants = new ArrayList<>();
    for (Service service : services) {
      Variant variant =
          new Variant(
              service.variant(),
              Optional.of(service.target().spec()),
              Map.of(),
              List.of(),
              List.of());
      variants.add(
          Databases.with(variant, variants.isEmpty() ? databases.first() : databases.second()));
    }
    return variants;
  }

  /**
   * What all of them are sent where the scenario does not say: what the first one's file declares.
   *
   * @throws FaceoffException of kind USAGE if none declares requests, or two declare different ones
   */
  OwnJourney journey() {
    List<OwnJourney> declared =
        services.stream().flatMap(service -> service.target().journey().stream()).toList();
    if (declared.isEmpty()) {
      throw wrong(
          "%s: nothing says what the service is sent; list 'requests'".formatted(first().file()));
    }
    if (declared.size() > 1 && !declared.get(0).sendsAs(declared.get(1))) {
      throw wrong(
          "%s declare different 'requests', and both are sent the same; leave them out of one"
              .formatted(files()));
    }
    return declared.get(0);
  }

  /** What they depend on though no request says that it needs it. */
  Set<String> unneeded() {
    Set<String> unneeded = new TreeSet<>(first().connections());
    journey().needs().values().forEach(unneeded::removeAll);
    return unneeded;
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
