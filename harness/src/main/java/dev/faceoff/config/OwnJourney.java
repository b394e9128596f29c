package dev.faceoff.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.SecretNames;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import dev.faceoff.scenarios.declared.Feeder;
import dev.faceoff.scenarios.declared.Template;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests a file declares, checked as far as it goes without sending them.
 *
 * @param name of the journey in results: the file's name without what all such files' names end in
 * @param roles that the requests play beside a scenario's pair, in their order
 * @param needs connections without which a request cannot be answered, by its name
 */
record OwnJourney(
    String name,
    DeclaredJourney declared,
    List<Endpoint> endpoints,
    List<String> roles,
    Map<String, Set<String>> needs) {
  /** By name: Gatling, which it uses, is not on the harness' class path. */
  static final String JOURNEY_CLASS = DeclaredJourney.JOURNEY_CLASS;

  private static final String REQUESTS = "requests";

  /** What users should not wait longer than unless said. */
  static final double OBJECTIVE_MILLIS = 1000;

  private static final Pattern CAPTURED_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads what {@code requests} of gate.yaml declares, which plays no scenario's roles; empty if it
   * declares none.
   *
   * @param folder to which feeders are relative
   * @param isSet whether there is an environment variable of a name
   */
  static Optional<OwnJourney> of(
      String name,
      Document<?> document,
      List<RequestText> requests,
      Path folder,
      Predicate<String> isSet) {
    refuseRoles(document, REQUESTS, requests, "a gate without a scenario has no roles");
    for (int i = 0; i < requests.size(); i++) {
      if (!requests.get(i).needs().isEmpty()) {
        throw document.bad(
            RecordReader.keyPath("requests[" + i + "].needs"),
            "'needs' is for target files and scenarios; a gate plays no faults");
      }
    }
    return requests.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reading(document, REQUESTS, requests, folder, isSet, Offered.NOTHING, Set.of())
                .journey(name));
  }

  /**
   * The same requests. One that another file says to change does so here, too: a change that is
   * meant to alter answers says it in its own file, and cannot in the one before it.
   */
  OwnJourney changingAlsoWhere(OwnJourney other) {
    Set<String> changing =
        other.endpoints().stream()
            .filter(Endpoint::changing)
            .map(Endpoint::name)
            .collect(Collectors.toSet());
    List<Endpoint> both =
        endpoints.stream()
            .map(each -> changing.contains(each.name()) ? each.thatChanges() : each)
            .toList();
    return new OwnJourney(name, declared, both, roles, needs);
  }

  /**
   * Reads what {@code requests} of a target file declares; empty if it declares none.
   *
   * @param offered what the run offers; beside a scenario's pair, a request plays a role at least
   * @param own what the service declares itself
   */
  static Optional<OwnJourney> ofTarget(
      String name,
      Document<OwnTargetText> document,
      Path folder,
      Predicate<String> isSet,
      Offered offered,
      Dependencies own) {
    List<RequestText> requests = document.value().requests();
    if (requests.isEmpty() && offered.besidePair()) {
      throw document.bad(
          REQUESTS,
          "nothing says what the service is sent; list 'requests' that play roles of %s: %s"
              .formatted(offered.scenario(), String.join(", ", offered.roles())));
    }
    return requests.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reading(
                    document, REQUESTS, requests, folder, isSet, offered, offered.connections(own))
                .journey(name));
  }

  /**
   * Reads what {@code journey.requests} of a scenario declares.
   *
   * @param offered the scenario's settings, and what it connects its variants to
   */
  static OwnJourney ofScenario(
      Document<ScenarioText> document,
      List<RequestText> requests,
      Path folder,
      Predicate<String> isSet,
      Offered offered) {
    String key = "journey." + REQUESTS;
    refuseRoles(document, key, requests, "a scenario's requests are the roles");
    return new Reading(
            document, key, requests, folder, isSet, offered, offered.connections(Dependencies.NONE))
        .journey(document.value().name());
  }

  private static void refuseRoles(
      Document<?> document, String key, List<RequestText> requests, String why) {
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).role().isPresent()) {
        throw document.bad(
            RecordReader.keyPath("%s[%d].role".formatted(key, i)),
            "'role' is for target files; " + why);
      }
    }
  }

  /** Those of its requests that play roles, each named for the one it plays. */
  DeclaredJourney playing(Offered offered) {
    List<DeclaredRequest> playing = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      if (offered.isRole(roles.get(i))) {
        playing.add(declared.requests().get(i).playing(roles.get(i)));
      }
    }
    return new DeclaredJourney(playing);
  }

  /** Names of its requests that play no role. */
  List<String> idle(Offered offered) {
    List<String> idle = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      if (!offered.isRole(roles.get(i))) {
        idle.add(declared.requests().get(i).name());
      }
    }
    return idle;
  }

  /** Whether users send and expect the same by both, whatever folders their feeders are in. */
  boolean sendsAs(OwnJourney other) {
    return withoutFeeders().equals(other.withoutFeeders())
        && endpoints.equals(other.endpoints)
        && needs.equals(other.needs)
        && FolderContent.same(feeders(), other.feeders());
  }

  private List<DeclaredRequest> withoutFeeders() {
    return declared.requests().stream().map(request -> request.fedBy(List.of())).toList();
  }

  private List<Path> feeders() {
    return declared.requests().stream()
        .flatMap(request -> request.feeders().stream())
        .map(Path::of)
        .toList();
  }

  /** Requests of whose answers nothing is asked but a good status, by name. */
  List<String> unchecked() {
    return declared.requests().stream()
        .filter(
            request ->
                request.contains().isEmpty()
                    && request.jsonPaths().isEmpty()
                    && request.captures().isEmpty())
        .map(DeclaredRequest::name)
        .toList();
  }

  /** Refuses variables that are not set; never shows what they hold. */
  static void requireSet(
      Document<?> document, String path, Set<String> variables, Predicate<String> isSet) {
    for (String variable : variables) {
      if (!isSet.test(variable)) {
        throw document.bad(
            path,
            "%s asks for ${%s}, but there is no such environment variable"
                .formatted(path, variable));
      }
    }
  }

  /**
   * @param key where the requests stand in the file
   * @param connections that a request may say it needs
   */
  private record Reading(
      Document<?> document,
      String key,
      List<RequestText> requests,
      Path folder,
      Predicate<String> isSet,
      Offered offered,
      Set<String> connections) {

    OwnJourney journey(String name) {
      List<DeclaredRequest> declared = new ArrayList<>();
      List<Endpoint> endpoints = new ArrayList<>();
      Set<String> names = new HashSet<>();
      Set<String> captured = new TreeSet<>();
      Map<String, Set<String>> needs = new LinkedHashMap<>();
      for (RequestText request : requests) {
        String path = "%s[%d]".formatted(key, declared.size());
        if (!names.add(request.name())) {
          throw document.bad(path + ".name", "a second request '" + request.name() + "'");
        }
        requireWeight(path, request);
        requireUsefulPause(path, request, declared.size());
        requireConnections(path, request.needs());
        declared.add(request(path, request, captured));
        requireCaptures(path, request);
        captured.addAll(request.capture().keySet());
        needs.put(request.name(), Set.copyOf(request.needs()));
        endpoints.add(
            new Endpoint(
                request.name(),
                request.objectiveMillis().orElse(OBJECTIVE_MILLIS),
                request.changing().orElse(false)));
      }
      requireUsefulCaptures();
      if (offered.besidePair()) {
        requireRoles();
      }
      return new OwnJourney(
          name,
          new DeclaredJourney(declared),
          endpoints,
          requests.stream().map(Reading::role).toList(),
          needs);
    }

    private void requireConnections(String path, List<String> needs) {
      for (int i = 0; i < needs.size(); i++) {
        String name = needs.get(i);
        boolean elsewhere = offered.mayBeMore() && Nearest.to(name, connections).isEmpty();
        if (!connections.contains(name) && !elsewhere) {
          throw document.bad(
              "%s.needs[%d]".formatted(path, i),
              "unknown connection '%s'%s"
                  .formatted(
                      name,
                      connections.isEmpty()
                          ? "; the service declares no database, redis or services"
                          : Nearest.hint(name, connections)));
        }
      }
    }

    private void requireCaptures(String path, RequestText request) {
      for (Map.Entry<String, String> capture : request.capture().entrySet()) {
        String place = path + ".capture." + capture.getKey();
        if (!CAPTURED_NAME.matcher(capture.getKey()).matches()) {
          throw document.bad(
              RecordReader.keyPath(place),
              "a captured value is named in letters and digits, but this is '%s'"
                  .formatted(capture.getKey()));
        }
        if (!capture.getValue().startsWith("$")) {
          throw document.bad(
              place,
              "%s must be a JSONPath, which starts with $, but is '%s'"
                  .formatted(place, capture.getValue()));
        }
        requireJsonPath(place, capture.getValue());
      }
    }

    /** After all requests were read: who mistypes a name is told of that first. */
    private void requireUsefulCaptures() {
      for (int i = 0; i < requests.size(); i++) {
        List<RequestText> later = requests.subList(i + 1, requests.size());
        for (String name : requests.get(i).capture().keySet()) {
          String place = "%s[%d].capture.%s".formatted(key, i, name);
          if (weighted()) {
            throw document.bad(
                RecordReader.keyPath(place),
                "%s: no request of the same user follows, because requests have weights"
                    .formatted(place));
          }
          if (later.stream().noneMatch(request -> uses(request, name))) {
            throw document.bad(
                RecordReader.keyPath(place),
                "%s: no later request uses {%s}".formatted(place, name));
          }
        }
      }
    }

    private static boolean uses(RequestText request, String name) {
      return Stream.concat(
              Stream.concat(Stream.of(request.path()), request.body().stream()),
              request.headers().values().stream())
          .anyMatch(text -> new Template(text).names().contains(name));
    }

    private static String role(RequestText request) {
      return request.role().orElse(request.name());
    }

    private void requireRoles() {
      List<String> roles = offered.roles();
      Set<String> played = new HashSet<>();
      for (int i = 0; i < requests.size(); i++) {
        RequestText request = requests.get(i);
        String path = "%s[%d].%s".formatted(key, i, request.role().isPresent() ? "role" : "name");
        if (request.role().isPresent() && !roles.contains(role(request))) {
          throw document.bad(
              path,
              "%s has no role '%s'%s"
                  .formatted(scenario(), role(request), Nearest.hint(role(request), roles)));
        }
        if (roles.contains(role(request)) && !played.add(role(request))) {
          throw document.bad(path, "a second request that plays '%s'".formatted(role(request)));
        }
      }
      if (played.isEmpty()) {
        String first = requests.get(0).name();
        throw document.bad(
            "requests[0].name",
            "'%s' plays no role of %s, nor does any other request; name one for its role, or add 'role: ...'%s"
                .formatted(first, scenario(), Nearest.hint(first, roles)));
      }
    }

    private String scenario() {
      return offered.scenario();
    }

    private boolean weighted() {
      return requests.stream().anyMatch(request -> request.weight().isPresent());
    }

    private void requireWeight(String path, RequestText request) {
      if (weighted() && request.weight().isEmpty()) {
        throw document.bad(
            path, path + " has no weight, but others have; give all of them one, or none");
      }
    }

    private void requireUsefulPause(String path, RequestText request, int number) {
      if (request.pauseMillis().isPresent() && (weighted() || number == requests.size() - 1)) {
        throw document.bad(
            path + ".pauseMillis",
            "%s.pauseMillis: no request of the same user follows%s"
                .formatted(path, weighted() ? ", because requests have weights" : ""));
      }
    }

    /**
     * @param captured what requests before have captured
     */
    private DeclaredRequest request(String path, RequestText request, Set<String> captured) {
      Set<String> names = new TreeSet<>(Set.of(Template.OWN_ID, Template.OWN_UUID));
      names.addAll(offered.values(role(request)));
      names.addAll(captured);
      List<String> feeders = new ArrayList<>();
      if (request.feeder().isPresent()) {
        Path file = folder.resolve(request.feeder().get()).normalize();
        List<String> columns = columns(path + ".feeder", request.feeder().get(), file);
        for (String column : columns) {
          if (captured.contains(column)) {
            throw document.bad(
                path + ".feeder",
                "feeder '%s' has a column '%s', but an earlier request captures a value of that name; rename one"
                    .formatted(request.feeder().get(), column));
          }
        }
        names.addAll(columns);
        feeders.add(file.toString());
      }
      requirePath(path + ".path", request.path(), names);
      request.headers().forEach((name, value) -> requireHeader(path, name, value, names));
      DeclaredRequest declared =
          new DeclaredRequest(
              request.name(),
              request.method().orElse("GET"),
              request.path(),
              request.headers(),
              request.body().orElse(""),
              request.status().map(status -> List.of(status.intValue())).orElse(List.of()),
              request.contains().map(List::of).orElse(List.of()),
              request.jsonPath().map(List::of).orElse(List.of()),
              request.capture(),
              feeders,
              request.weight().orElse(0.0),
              request.pauseMillis().map(Double::intValue).orElse(0));
      request.body().ifPresent(body -> requireBody(path + ".body", body, declared, names));
      request.jsonPath().ifPresent(found -> requireJsonPath(path + ".jsonPath", found));
      return declared;
    }

    private List<String> columns(String path, String name, Path file) {
      try {
        return Feeder.read(file).columns();
      } catch (IOException e) {
        throw document.bad(path, "feeder '%s': %s".formatted(name, e.getMessage()));
      }
    }

    private void requirePath(String path, String text, Set<String> names) {
      Template template = requireTemplate(path, text, names);
      refuseSecrets(path, NamedValues.parameters(text));
      if (template.fixedParts().matches("(?s).*[{}].*")) {
        throw document.bad(
            path, "%s has a brace that belongs to no {value}: '%s'".formatted(path, text));
      }
      try {
        new URI("http://localhost" + template.sample());
      } catch (URISyntaxException e) {
        throw document.bad(
            path,
            "%s is no path of a URL: %s: '%s'"
                .formatted(path, e.getReason().toLowerCase(java.util.Locale.ROOT), text));
      }
    }

    private void requireHeader(String path, String name, String value, Set<String> names) {
      String place = path + ".headers." + name;
      if (!HEADER_NAME.matcher(name).matches()) {
        throw document.bad(
            RecordReader.keyPath(place), "'%s' is no name of a header".formatted(name));
      }
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw document.bad(place, place + " must be one line");
      }
      Template template = requireTemplate(place, value, names);
      refuseSecret(place, place, name, template);
      if (name.equalsIgnoreCase("Cookie")) {
        // One may hold the language, another the login.
        refuseSecrets(place, NamedValues.cookies(value));
      }
    }

    private void refuseSecrets(String place, List<NamedValues.NamedValue> values) {
      for (NamedValues.NamedValue each : values) {
        refuseSecret(place, place + ": " + each.name(), each.name(), new Template(each.value()));
      }
    }

    /** Never repeats it: it would stand in the terminal and its logs. */
    private void refuseSecret(String place, String subject, String name, Template template) {
      if (SecretNames.isSecret(name)
          && template.variables().isEmpty()
          && template.names().isEmpty()) {
        throw document.bad(
            place,
            "%s is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}"
                .formatted(subject));
      }
    }

    private void requireBody(String path, String text, DeclaredRequest request, Set<String> names) {
      Template template = requireTemplate(path, text, names);
      switch (request.bodyForm()) {
        case JSON -> refuseSecrets(path, NamedValues.fields(text));
        case URL -> refuseSecrets(path, NamedValues.parameters(text));
        case PLAIN -> {
          // What means what in another format is the service's to know.
        }
      }
      if (request.bodyForm() == Template.Form.JSON) {
        try {
          JSON.readTree(template.sample());
        } catch (JsonProcessingException e) {
          throw document.bad(
              path,
              "%s is no JSON, in its line %d: %s"
                  .formatted(
                      path,
                      e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                      e.getOriginalMessage().replaceAll("\\s+", " ")));
        }
      }
    }

    private Template requireTemplate(String path, String text, Set<String> names) {
      Template template = new Template(text);
      for (String name : template.names()) {
        boolean elsewhere = offered.mayBeMore() && Nearest.to(name, names).isEmpty();
        if (!names.contains(name) && !elsewhere) {
          throw document.bad(
              path, "unknown value '{%s}'%s".formatted(name, Nearest.hint(name, names)));
        }
      }
      requireSet(document, path, template.variables(), isSet);
      return template;
    }

    /** What it means is the generator's to know; a bracket or quote left open means nothing. */
    private void requireJsonPath(String path, String text) {
      Deque<Character> open = new ArrayDeque<>();
      Map<Character, Character> pairs = Map.of(']', '[', ')', '(');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean quoted = !open.isEmpty() && (open.peek() == '\'' || open.peek() == '"');
        if (quoted) {
          if (open.peek() == c) {
            open.pop();
          }
        } else if (c == '\'' || c == '"' || c == '[' || c == '(') {
          open.push(c);
        } else if (pairs.containsKey(c) && !pairs.get(c).equals(open.poll())) {
          throw document.bad(path, "%s closes '%s' that was not opened".formatted(path, c));
        }
      }
      if (!open.isEmpty()) {
        throw document.bad(path, "%s never closes '%s'".formatted(path, open.peek()));
      }
    }
  }
}
