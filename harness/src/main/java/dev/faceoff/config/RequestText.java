package dev.faceoff.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as target files, gate.yaml and scenarios of a user's own declare it. */
record RequestText(
    @Doc(
            value = "Name in results.",
            matches = "[a-z][a-z0-9]*(-[a-z0-9]+)*",
            form = "lower-case words joined by hyphens")
        String name,
    @Doc(
            value =
                "The request of a scenario's journey in whose place it is sent when the service runs"
                    + " beside that scenario's pair; its own name unless said. Only in target files.",
            optional = true)
        Optional<String> role,
    @Doc(
            value = "GET unless said.",
            matches = "(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)",
            form = "GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS",
            optional = true)
        Optional<String> method,
    @Doc(
            value =
                "Path and query. In it, in headers and in the body {column} is a value of the feeder,"
                    + " {own.id} a number and {own.uuid} a UUID that no other user has, for calls that"
                    + " change something; {{word}} is the text {word} itself. In the place of a"
                    + " scenario's request, the values that the scenario lists for it and its settings"
                    + " are there too, and so is what an earlier request captured. ${NAME} is a variable of Faceoff's environment: secrets are"
                    + " given so only, and a literal under a secret's name (token, password, X-Api-Key) is"
                    + " refused.",
            matches = "/\\S*",
            form = "a path that starts with a slash")
        String path,
    @Doc(value = "Headers by name.", optional = true) Map<String, String> headers,
    @Doc(
            value =
                "Body; values are escaped as its Content-Type asks, which is application/json where a"
                    + " body looks like it.",
            optional = true)
        Optional<String> body,
    @Doc(
            value = "Status of a good answer; any 2xx and 304 unless said.",
            min = 100,
            max = 599,
            whole = true,
            optional = true)
        Optional<Double> status,
    @Doc(value = "Text that a good answer holds, as it is.", optional = true)
        Optional<String> contains,
    @Doc(
            value = "JSONPath that finds something in a good answer, for example $.orders[0].id.",
            matches = "\\$.*",
            form = "a JSONPath, which starts with $",
            optional = true)
        Optional<String> jsonPath,
    @Doc(
            value =
                "What later requests of the same user need of the answer: names with a JSONPath each,"
                    + " as in {orderId: $.id}, used as {orderId}. A good answer has all of it.",
            optional = true)
        Map<String, String> capture,
    @Doc(
            value =
                "CSV file with a header line, or JSON array of flat objects, relative to this file. A"
                    + " user has one row of it, also for other requests with the same feeder.",
            optional = true)
        Optional<String> feeder,
    @Doc(
            value =
                "How often it is sent, in relation to the others: then each user sends one request."
                    + " Without weights, each user sends all of them in turn.",
            min = 0.001,
            max = 1_000_000,
            optional = true)
        Optional<Double> weight,
    @Doc(
            value = "Milliseconds a user takes after the answer, before the next request.",
            min = 1,
            max = 60_000,
            whole = true,
            optional = true)
        Optional<Double> pauseMillis,
    @Doc(
            value =
                "Latency in milliseconds its users should not wait longer than; 1000 unless said.",
            min = 0.001,
            max = 600_000,
            optional = true)
        Optional<Double> objectiveMillis,
    @Doc(
            value =
                "Whether its answers tell what users before have changed; then a gate does not compare"
                    + " their content.",
            optional = true)
        Optional<Boolean> changing,
    @Doc(
            value =
                "Connections without which it cannot be answered (database, redis or a service's name):"
                    + " while one of them fails, nothing is expected of it. The others are bystanders."
                    + " Not in gate.yaml.",
            optional = true)
        List<String> needs) {}
