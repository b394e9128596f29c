package dev.faceoff.init;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A target file as text: what is known of a service, and as comments what may be said besides. */
final class TargetText {
  private static final String INDENTATION = "  ";

  private final StringBuilder text = new StringBuilder();
  private final String name;
  private final String feeder;

  private TargetText(String name) {
    this.name = name;
    this.feeder = name + ".csv";
  }

  /**
   * Writes it.
   *
   * @param name of the service
   * @param scenario whose roles are to be played
   * @param described what an OpenAPI document says
   */
  static String of(
      String name,
      Origin origin,
      Optional<Scenario> scenario,
      Optional<OpenApiRequests> described) {
    TargetText target = new TargetText(name);
    target.start(origin);
    target.ready();
    if (origin.isStarted()) {
      target.environment();
    }
    if (scenario.isPresent()) {
      target.roles(scenario.get());
      described.ifPresent(target::choice);
    } else if (described.isPresent()) {
      target.described(described.get());
    } else {
      target.example();
    }
    return target.text.toString();
  }

  private void start(Origin origin) {
    lines(
        """
        # How Faceoff comes by the service %1$s, and what it sends to it.
        # Check it:  faceoff validate %1$s.target.yaml
        # Every key: docs/target.schema.json of Faceoff, which editors complete from.

        """
            .formatted(name));
    lines("start:\n");
    lines(
        switch (origin.kind()) {
          case JAR -> "  # An executable jar, relative to this file.\n";
          case COMMAND ->
              """
                # A program that stays in the foreground, run in this file's folder. There is
                # no shell; {port} is the port that Faceoff chooses for a launch.
              """;
          case IMAGE ->
              """
                # A container image, pulled unless it is there. Each launch starts a new
                # container, reached by 127.0.0.1 only; 'port' says which one it listens
                # on where the image exposes none or several.
              """;
          case URL ->
              """
                # A service that runs already; it is left running, and what it costs cannot
                # be measured. Instead of url: jar, command or image, one of them.
              """;
        });
    lines("  %s: %s\n".formatted(origin.kind().key(), YamlText.of(origin.value())));
    if (origin.kind() == Origin.Kind.IMAGE) {
      lines("  # port: 8080\n");
    }
    if (origin.kind() == Origin.Kind.URL) {
      lines("  # jar: target/%s.jar\n".formatted(name));
    }
  }

  private void ready() {
    lines(
        """

        # Path that answers 200 once the service can be loaded. Without it any answer
        # below 500 to / will do.
        # ready: /actuator/health

        # Path of its metrics, for Prometheus or Actuator's /actuator/metrics. Without it,
        # how long requests wait for a connection of its pool is not known.
        # metrics: /actuator/prometheus
        """);
  }

  private void environment() {
    lines(
        """

        # Variables of its environment. Secrets are given as ${NAME} only, a variable of
        # Faceoff's own environment.
        environment:
          PORT: "{port}"
          SERVER_PORT: "{port}"
          SERVER_ADDRESS: 127.0.0.1
          # A PostgreSQL that the run brings, if 'database' below or a scenario asks for one:
          # SPRING_DATASOURCE_URL: "{database.url}"
          # SPRING_DATASOURCE_USERNAME: "{database.user}"
          # SPRING_DATASOURCE_PASSWORD: "{database.password}"

        # The PostgreSQL is empty, for a service that makes its schema when it starts, or
        # filled by folders of Flyway migrations, relative to this file.
        # database: {}
        # database: {migrations: [src/main/resources/db/migration]}

        # HTTP services that it depends on: {payments.url} in environment says where one
        # is, and a fault can be put between ('faceoff run slow-dependency').
        # services:
        #   payments: {url: "http://127.0.0.1:9090"}
        """);
  }

  private void example() {
    lines(
        """

        # What is sent, where no scenario says so. Each user sends all of them in turn,
        # or one of them where each has a 'weight'.
        requests:
          - name: home
            path: /
          # Checks the answer and shows who asks. {customer} would be a column of a
          # 'feeder', a CSV file beside this one with a header line.
          # - name: find-orders
          #   path: /orders?customer=17
          #   headers:
          #     Authorization: Bearer ${SERVICE_TOKEN}
          #   contains: '"id"'
          #   needs: [database]           # cannot be answered without it
          # Changes something: {own.uuid} and the number {own.id} are no other user's.
          # - name: place-order
          #   method: POST
          #   path: /orders
          #   body: '{"id": "{own.uuid}", "customer": 17}'
          #   changing: true
        """);
  }

  private void roles(Scenario scenario) {
    lines("\n");
    comment(
        "",
        "What plays the roles of %s in 'faceoff run %s --target %s.target.yaml'. Put a path of your service for each CHANGE-ME; leave out a role that it lacks."
            .formatted(scenario.name(), scenario.name(), name));
    comment("", "The scenario asks: " + scenario.question());
    lines("requests:\n");
    for (Endpoint endpoint : scenario.endpoints()) {
      comment(
          INDENTATION,
          "Its users should be answered within %.0f ms.%s"
              .formatted(
                  endpoint.objectiveMillis(),
                  endpoint.changing()
                      ? " It changes something: give it a method and a body."
                      : ""));
      ProposedRequest role = ProposedRequest.get(endpoint.name(), "/" + OpenApiRequests.TO_CHANGE);
      write(role, INDENTATION);
      if (endpoint.changing()) {
        lines("    changing: true\n");
      }
    }
  }

  /** What the document offers for the roles. */
  private void choice(OpenApiRequests described) {
    comment(INDENTATION, "Requests of the OpenAPI document to take them from:");
    described.requests().forEach(each -> write(each.asComment(), INDENTATION));
    madeUp(described.feeder());
  }

  private void described(OpenApiRequests described) {
    List<ProposedRequest> sent =
        new ArrayList<>(described.requests().stream().filter(ProposedRequest::sent).toList());
    List<ProposedRequest> others =
        described.requests().stream().filter(each -> !each.sent()).toList();
    lines(
        """

        # What is sent, where no scenario says so. Each user sends all of them in turn,
        # or one of them where each has a 'weight'. 'contains' or 'jsonPath' tells an
        # answer from an error page.
        requests:
        """);
    if (sent.isEmpty()) {
      sent.add(
          ProposedRequest.get(
              "home", "/", "The document has nothing that only asks; this is the start page."));
    }
    sent.forEach(each -> write(each, INDENTATION));
    if (!others.isEmpty()) {
      comment(
          INDENTATION,
          "These change something, or are deprecated. Take the '# ' away from those that may be sent thousands of times; {own.id} and {own.uuid} are no other user's.");
      others.forEach(each -> write(each, INDENTATION));
    }
    madeUp(described.feeder());
  }

  private void madeUp(FeederTable table) {
    if (!table.madeUp().isEmpty()) {
      comment(
          INDENTATION,
          "%s has made-up values of %s: put rows that your service knows."
              .formatted(feeder, String.join(", ", table.madeUp().stream().sorted().toList())));
    }
  }

  private void write(ProposedRequest request, String indentation) {
    request.comments().forEach(each -> comment(indentation, each));
    String start = request.sent() ? indentation : indentation + "# ";
    request.lines(feeder).forEach(line -> text.append(start).append(line).append('\n'));
  }

  private void comment(String indentation, String words) {
    YamlText.comment(indentation, words).forEach(line -> text.append(line).append('\n'));
  }

  private void lines(String lines) {
    text.append(lines);
  }
}
