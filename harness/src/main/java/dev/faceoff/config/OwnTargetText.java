package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.RedisText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target file as written: how a service of the user's own is started, and what it is sent. */
record OwnTargetText(
    @Doc("How the service comes to run: exactly one of command, jar, image and url.")
        StartText start,
    @Doc(
            value =
                "Variables of its environment, which no list of processes shows. Placeholders:"
                    + " {port}, {temp}, {database.url}, {database.host}, {database.port},"
                    + " {database.name}, {database.user}, {database.password}, the same of {redis...},"
                    + " {NAME.url} of a service it depends on, a scenario's settings, and ${NAME} for a"
                    + " variable of Faceoff's own environment: secrets are given so only.",
            optional = true)
        Map<String, String> environment,
    @Doc(
            value =
                "System properties of the JVM, also of those that a command or an image starts."
                    + " Placeholders: as for environment, but no passwords; ${...} is left to the"
                    + " service. A literal is seen in the list of processes: secrets belong into"
                    + " environment.",
            optional = true)
        Map<String, String> properties,
    @Doc(
            value =
                "Path that answers 200 once the service can be loaded. Without it, any answer below"
                    + " 500 to / will do.",
            matches = "/\\S*",
            form = "a path that starts with a slash",
            optional = true)
        Optional<String> ready,
    @Doc(
            value =
                "Seconds after which a start that is not ready has failed; unless said 90, and 30 for a url.",
            min = 1,
            max = 3600,
            whole = true,
            optional = true)
        Optional<Double> readyWithinSeconds,
    @Doc(
            value =
                "Path of metrics with the connection pool's waits: Prometheus' text, or"
                    + " /actuator/metrics.",
            matches = "/\\S*",
            form = "a path that starts with a slash",
            optional = true)
        Optional<String> metrics,
    @Doc(
            value = "Fixed heap of the JVM; without it the JVM chooses.",
            min = 32,
            max = 65_536,
            whole = true,
            optional = true)
        Optional<Double> heapMebibytes,
    @Doc(
            value =
                "The PostgreSQL content the service starts from; without it, that of the scenario it"
                    + " runs beside, if there is one. In a gate it must not be given where the scenario"
                    + " has one, since both sides need the same.",
            optional = true)
        Optional<OwnDatabaseText> database,
    @Doc(
            value =
                "A Redis of its own, where the scenario it runs for brings none; reached at {redis.host}"
                    + " and {redis.port}.",
            optional = true)
        Optional<RedisText> redis,
    @Doc(
            value =
                "HTTP services that it depends on, by name (lower-case words joined by hyphens), where"
                    + " the scenario it runs for brings none of that name; reached at {NAME.url}. There a"
                    + " fault can be put between the two.",
            optional = true)
        Map<String, OwnServiceText> services,
    @Doc(
            value =
                "What the service is sent, where no scenario says so, see gate.yaml; beside a scenario's"
                    + " pair, what it is sent in place of the journey's requests.",
            min = 1,
            optional = true)
        List<RequestText> requests) {

  record StartText(
      @Doc(
              value =
                  "Program and arguments: a list of words, or a text that is taken apart at spaces"
                      + " (quotes keep words together; there is no shell). It runs in this file's"
                      + " folder and stays in the foreground.",
              optional = true)
          Optional<Words> command,
      @Doc(value = "An executable jar, relative to this file.", optional = true)
          Optional<String> jar,
      @Doc(
              value =
                  "A container image, as NAME, NAME:TAG or NAME@sha256:DIGEST; it is pulled unless it"
                      + " is there. Each launch starts a new container, reached by 127.0.0.1 only. One"
                      + " that is told where something of the run is ({database.url} for example)"
                      + " shares this machine's network and must listen on {port}; on Linux only.",
              optional = true)
          Optional<String> image,
      @Doc(
              value =
                  "The container's port, for an image with a network of its own; default: the one that"
                      + " the image exposes. {port} is this port.",
              min = 1,
              max = 65_535,
              whole = true,
              optional = true)
          Optional<Double> port,
      @Doc(
              value =
                  "Address of a service that runs already; paths are appended. It is left running,"
                      + " and what it costs cannot be measured.",
              optional = true)
          Optional<String> url) {}

  record OwnServiceText(
      @Doc(
              value =
                  "Address of one that runs already: http only, because nothing can be put between in"
                      + " https. It is left running.",
              optional = true)
          Optional<String> url,
      @Doc(
              value = "An executable jar, relative to this file, that is started for each launch.",
              optional = true)
          Optional<String> jar,
      @Doc(
              value =
                  "Program and arguments, as for start; started for each launch in this file's folder.",
              optional = true)
          Optional<Words> command,
      @Doc(
              value =
                  "Path that answers 200 once it can be called. Without it, any answer below 500 to /"
                      + " will do.",
              matches = "/\\S*",
              form = "a path that starts with a slash",
              optional = true)
          Optional<String> ready,
      @Doc(
              value = "Variables of its environment. Placeholders: {port}, and ${NAME}.",
              optional = true)
          Map<String, String> environment,
      @Doc(value = "System properties of its JVM. Placeholder: {port}.", optional = true)
          Map<String, String> properties) {}

  record OwnDatabaseText(
      @Doc(
              value =
                  "Folders of Flyway migrations that make schema and data, relative to this file;"
                      + " without them the database is empty, for a service that makes its schema"
                      + " itself when it starts.",
              min = 1,
              optional = true)
          List<String> migrations,
      @Doc(value = "Flyway placeholders.", optional = true) Map<String, String> placeholders) {}
}
