package dev.faceoff.config;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The service on which a scenario without variants is run.
 *
 * @param variant its name in the report, for example "shop"
 * @param file that describes it, as the user names it
 * @param connections that it is told of
 * @param isKnown whether it is there; else it stands for any
 */
record Joined(
    String variant, String file, OwnTarget target, Set<String> connections, boolean isKnown) {
  /** The name by which a scenario's expectations call whatever it is run on. */
  static final String TARGET = "target";

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
    return new Joined(
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
        Set.of(dependency),
        false);
  }

  /** The one that a target file describes. */
  static Joined of(OwnVariants.Asked asked) {
    if (asked.files().size() != 1) {
      throw new IllegalArgumentException("one service at a time, but there are " + asked.files());
    }
    String named = asked.files().get(0);
    OwnTarget target =
        OwnTarget.read(
            OwnVariants.file(named, asked.folder()),
            Offered.NOTHING,
            asked.isSet(),
            asked.allowedHosts()::contains);
    return new Joined(
        OwnVariants.name(OwnVariants.file(named, asked.folder())),
        named,
        target,
        OwnTarget.connections(target.spec(), Map.of(), target.own()),
        true);
  }
}
