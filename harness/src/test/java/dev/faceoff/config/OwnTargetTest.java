package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnTargetTest {
  /** Without the text at the start of each line a reader would not see which line is wrong. */
  static final String GOOD =
      """
      start:
        command: [./serve, --port, "{port}", --db, "{database.url}", 5]
      environment:
        DB_PASSWORD: "{database.password}"
        TOKEN: "${TOKEN}"
      properties: {cache.size: 7, home: "{temp} ${user.home}"}
      ready: /health
      metrics: /prometheus
      heapMebibytes: 128
      database:
        migrations: [db]
        placeholders: {rows: 100}
      requests:
        - name: find-orders
          path: /orders?customer={customer}&q={q}
          headers: {Authorization: "Bearer ${TOKEN}"}
          status: 200
          contains: '"id"'
          jsonPath: $.orders[?(@.id == 'x')]
          feeder: customers.csv
          pauseMillis: 50
          objectiveMillis: 200
        - name: place-order
          method: POST
          path: /orders
          body: |
            {"id": "{own.uuid}", "lines": [{own.id}], "note": "{{q}}"}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void besideTheFile() throws IOException {
    Files.createDirectory(folder.resolve("db"));
    Files.writeString(folder.resolve("customers.csv"), "customer,q\n1,a\n2,b\n");
  }

  @Test
  void readsHowAServiceIsStarted() throws IOException {
    OwnTarget target = read(GOOD);

    assertThat(target.spec().start())
        .isEqualTo(
            new Start.Command(
                List.of("./serve", "--port", "{port}", "--db", "{database.url}", "5"), folder));
    assertThat(target.spec().environment())
        .isEqualTo(Map.of("DB_PASSWORD", "{database.password}", "TOKEN", "${TOKEN}"));
    assertThat(target.spec().properties())
        .isEqualTo(Map.of("cache.size", "7", "home", "{temp} ${user.home}"));
    assertThat(target.spec().readyPath()).isEqualTo("/health");
    assertThat(target.spec().metricsPath()).isEqualTo("/prometheus");
    assertThat(target.spec().heapMebibytes()).hasValue(128);
    assertThat(target.own().database().orElseThrow().migrations())
        .containsExactly(folder.resolve("db"));
    assertThat(target.own().database().orElseThrow().placeholders())
        .isEqualTo(Map.of("rows", "100"));
    assertThat(OwnTarget.usesDatabase(target.spec(), Map.of())).isTrue();
  }

  @Test
  void readsWhatItIsSent() throws IOException {
    OwnJourney journey = read(GOOD).journey().orElseThrow();

    assertThat(journey.name()).isEqualTo("shop");
    assertThat(journey.endpoints())
        .containsExactly(new Endpoint("find-orders", 200), new Endpoint("place-order", 1000));
    DeclaredRequest find = journey.declared().requests().get(0);
    assertThat(find.method()).isEqualTo("GET");
    assertThat(find.statuses()).containsExactly(200);
    assertThat(find.contains()).containsExactly("\"id\"");
    assertThat(find.feeders()).containsExactly(folder.resolve("customers.csv").toString());
    assertThat(find.pauseMillis()).isEqualTo(50);
    assertThat(journey.declared().requests().get(1).body()).contains("{own.uuid}");
  }

  @Test
  void aServiceThatStartsSlowlyMayBeGivenTime() throws IOException {
    String start = "start:\n  command: serve --port '{port}'\n";

    assertThat(read(start).spec().readyLimit()).isEqualTo(Duration.ofSeconds(90));
    assertThat(read(start + "readyWithinSeconds: 300\n").spec().readyLimit())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(read("start: {url: 'http://localhost:1'}\n").spec().readyLimit())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void needsNoMoreThanAStart() throws IOException {
    OwnTarget target = read("start:\n  command: serve --port '{port}' \"a b\"\n");

    assertThat(target.spec().start())
        .isEqualTo(new Start.Command(List.of("serve", "--port", "{port}", "a b"), folder));
    assertThat(target.spec().readyPath()).isEmpty();
    assertThat(target.spec().heapMebibytes()).isEqualTo(OptionalInt.empty());
    assertThat(target.own().database()).isEmpty();
    assertThat(target.journey()).isEmpty();
    assertThat(OwnTarget.usesDatabase(target.spec(), Map.of())).isFalse();
  }

  @Test
  void readsAServiceThatRunsAlready() throws IOException {
    assertThat(read("start: {url: 'http://localhost:8080/shop/'}").spec().start())
        .isEqualTo(new Start.Running(URI.create("http://localhost:8080/shop")));
    assertThat(read("start: {url: 'https://[::1]'}").spec().start())
        .isEqualTo(new Start.Running(URI.create("https://[::1]")));
  }

  @Test
  void readsAnImageThatKnowsItsPort() throws IOException {
    for (String name :
        List.of(
            "shop",
            "acme/shop:1.4.2",
            "ghcr.io/acme/shop-api:1.4.2",
            "LOCALHOST:5000/a/b__c:Tag_1",
            "shop@sha256:" + "0".repeat(64),
            "shop:1@sha256:" + "0".repeat(64))) {
      assertThat(read("start: {image: '%s'}".formatted(name)).spec().start())
          .isEqualTo(new Start.Image(name, OptionalInt.empty(), false));
    }
    TargetSpec spec =
        read("start: {image: shop, port: 8081}\nenvironment: {PORT: \"{port}\", DIR: \"{temp}\"}")
            .spec();
    assertThat(spec.start()).isEqualTo(new Start.Image("shop", OptionalInt.of(8081), false));
    assertThat(spec.environment()).isEqualTo(Map.of("PORT", "{port}", "DIR", "{temp}"));
    assertThat(OwnTarget.usesDatabase(spec, Map.of())).isFalse();
  }

  @Test
  void anImageThatIsToldWhereTheDatabaseIsSharesTheNetwork() throws IOException {
    OwnTarget target =
        read(
            """
            start: {image: shop}
            properties: {server.port: "{port}", spring.datasource.url: "{database.url}"}
            database: {migrations: [db]}
            """);

    assertThat(target.spec().start()).isEqualTo(new Start.Image("shop", OptionalInt.empty(), true));
    assertThat(OwnTarget.usesDatabase(target.spec(), Map.of())).isTrue();
  }

  @Test
  void anotherHostNeedsThePermissionOfItsName() throws IOException {
    Path file = write("start:\n  url: https://shop.example/\n");

    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, name -> true, host -> false))
        .isInstanceOf(HostNotAllowedException.class)
        .hasMessage(
            file
                + ":2:8: shop.example is not this machine; allow it by --allow-remote shop.example");
    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, name -> true, "example"::equals))
        .isInstanceOf(HostNotAllowedException.class);
    assertThat(
            OwnTarget.read(file, Offered.NOTHING, name -> true, "shop.example"::equals)
                .spec()
                .start())
        .isEqualTo(new Start.Running(URI.create("https://shop.example")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "start:            | begin:           | 1:1: unknown key 'begin'; valid are start, environment, properties, ready, readyWithinSeconds, metrics, heapMebibytes, database, redis, services, requests",
        "  command:        |   comand:        | 2:3: unknown key 'comand'; did you mean 'command'?",
        "\"{database.url}\", 5] | {a: 1}]     | 2:46: start.command[4] must be text, but is keys with values; write a placeholder in quotes: \"{port}\"",
        "\"{port}\"        | \"{prot}\"       | 2:30: unknown placeholder '{prot}'; did you mean 'port'?",
        "\"{port}\"        | \"80\"           | 2:3: nothing tells the service its port; write \"{port}\" among its words or in environment, for example PORT: \"{port}\"",
        "--db, \"{database.url}\" | --db, \"{database.password}\" | 2:46: '{database.password}' would be seen in the list of processes; set it in environment",
        "--db, \"{database.url}\" | --db, \"${TOKEN}\" | 2:46: '${TOKEN}' would be seen in the list of processes; set it in environment",
        "\"${TOKEN}\"`prop | \"${TOKN}\"`prop | 5:10: environment.TOKEN asks for ${TOKN}, but there is no such environment variable",
        "\"{temp} $        | \"{database.password} $ | 6:35: '{database.password}' would be seen in the list of processes; set it in environment",
        "ready: /health    | ready: health    | 7:8: ready must be a path that starts with a slash, but is 'health'",
        "heapMebibytes: 128| heapMebibytes: 1 | 9:16: heapMebibytes must be between 32 and 65536, but is 1",
        "[db]              | [dbs]            | 11:16: there is no folder 'dbs' beside this file",
        "name: find-orders | name: Find       | 14:11: requests[0].name must be lower-case words joined by hyphens, but is 'Find'",
        "name: place-order | name: find-orders| 23:11: a second request 'find-orders'",
        "method: POST      | method: SEND     | 24:13: requests[1].method must be GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS, but is 'SEND'",
        "customer={customer} | customer={custmer} | 15:11: unknown value '{custmer}'; did you mean 'customer'?",
        "customer={customer} | customer={customer | 15:11: requests[0].path has a brace that belongs to no {value}: '/orders?customer={customer&q={q}'",
        "customer={customer} | customer=<a>   | 15:11: requests[0].path is no path of a URL: illegal character in query: '/orders?customer=<a>&q={q}'",
        "{Authorization:   | {A b:            | 16:15: 'A b' is no name of a header",
        "Bearer ${TOKEN}   | Bearer ${TOKN}   | 16:30: requests[0].headers.Authorization asks for ${TOKN}, but there is no such environment variable",
        "Bearer ${TOKEN}   | Bearer 0f5c      | 16:30: requests[0].headers.Authorization is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "{Authorization: \"Bearer ${TOKEN}\"} | {X-Api-Key: 0f5c} | 16:26: requests[0].headers.X-Api-Key is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "{Authorization: \"Bearer ${TOKEN}\"} | {Cookie: a=b; SID=0f5c} | 16:23: requests[0].headers.Cookie: SID is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "{Authorization: \"Bearer ${TOKEN}\"} | {Cookie: \"a=${TOKEN}; SID=0f5c\"} | 16:23: requests[0].headers.Cookie: SID is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "&q={q}            | &access_token=0f5c | 15:11: requests[0].path: access_token is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "/orders?          | /orders;jsessionid=0f5c? | 15:11: requests[0].path: jsessionid is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "\"note\": \"{{q}}\" | \"login\": {\"password\": \"0f5c\"} | 26:11: requests[1].body: password is a secret, and files hold none; name a variable of your environment instead, for example ${SERVICE_TOKEN}, or a column of its feeder, for example {token}",
        "Bearer ${TOKEN}   | Bearer {token}   | 16:30: unknown value '{token}'; valid are customer, own.id, own.uuid, q",
        "status: 200       | status: 99       | 17:13: requests[0].status must be between 100 and 599, but is 99",
        "jsonPath: $.orders| jsonPath: orders | 19:15: requests[0].jsonPath must be a JSONPath, which starts with $, but is 'orders[?(@.id == 'x')]'",
        "'x')]             | 'x)]             | 19:15: requests[0].jsonPath never closes '''",
        "'x')]             | 'x']             | 19:15: requests[0].jsonPath closes ']' that was not opened",
        "customers.csv     | customer.csv     | 20:13: feeder 'customer.csv': there is no such file",
        "customers.csv     | customers.xls    | 20:13: feeder 'customers.xls': a feeder is a .csv or .json file",
        "pauseMillis: 50   | weight: 2        | 23:5: requests[1] has no weight, but others have; give all of them one, or none",
        "method: POST      | pauseMillis: 5   | 24:18: requests[1].pauseMillis: no request of the same user follows",
        "[{own.id}]        | [{own.ids}]      | 26:11: unknown value '{own.ids}'; did you mean 'own.id'?",
        "[{own.id}]        | [{own.id}        | 26:11: requests[1].body is no JSON, in its line 1: Unexpected",
      })
  void pointsAtWhatIsWrong(String piece, String replacement, String message) throws IOException {
    String sought = piece.strip().replace('`', '\n');
    assertThat(GOOD).contains(sought);
    Path file = write(GOOD.replace(sought, replacement.strip().replace('`', '\n')));

    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, "TOKEN"::equals, host -> false))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(file + ":" + message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
        .hasFieldOrPropertyWithValue("kind", FaceoffException.Kind.USAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "start: {}                      | 1:8: start needs exactly one of command, jar, image and url, but has none",
        "start: {jar: a.jar, command: b}| 1:8: start needs exactly one of command, jar, image and url, but has command and jar",
        "start: {docker: a}             | 1:9: unknown key 'docker'; valid are command, jar, image, port, url",
        "start: {image: Shop}           | 1:16: 'Shop' is no name of an image; write NAME, NAME:TAG or NAME@sha256:DIGEST, the name in small letters",
        "start: {image: 'a b'}          | 1:16: 'a b' is no name of an image; write NAME, NAME:TAG or NAME@sha256:DIGEST, the name in small letters",
        "start: {image: a, jar: b.jar}  | 1:8: start needs exactly one of command, jar, image and url, but has jar and image",
        "start: {image: a, port: 0}     | 1:25: start.port must be between 1 and 65535, but is 0",
        "start: {command: 'a {port}', port: 80} | 1:36: 'port' is that of an image's container",
        "start: {image: a, port: 80}`environment: {A: '{database.url}'} | 1:25: as it is told {database.url}, it shares this machine's network, where it listens on \"{port}\"; leave 'port' out",
        "start: {image: a}`environment: {A: '{database.url}'}`database: {migrations: [db]} | 1:8: nothing tells the service its port; write \"{port}\" in properties or environment, for example PORT: \"{port}\"",
        "start: {image: a}`properties: {A: '{database.password}'}`database: {migrations: [db]} | 2:17: '{database.password}' would be seen in the list of processes; set it in environment",
        "start: {jar: a.jar}            | 1:14: there is no jar 'a.jar'",
        "start: {command: 'a {port} {database.url}'}`database: {placeholders: {a: b}} | 2:12: 'placeholders' are those of 'migrations', which are not given",
        "start: {jar: customers.csv}    | 1:14: 'customers.csv' is no jar that can be read",
        "start: {command: ''}           | 1:18: start.command must be text or a list of words, but is empty",
        "start: {command: \"a 'b\"}     | 1:18: start.command: the quote ' is never closed",
        "start: {command: 'a {database.url} {port}'} | 1:18: '{database.url}', but neither this file nor a scenario declares a database",
        "start: {url: localhost:80}     | 1:14: an address must look like http://HOST:PORT/PATH",
        "start: {url: 'ftp://localhost'}| 1:14: an address must look like http://HOST:PORT/PATH",
        "start: {url: 'http://a:hush@localhost'} | 1:14: an address must hold no user and password; send them in a header of the requests",
        "start: {url: 'http://localhost/?a=1'}   | 1:14: an address to which paths are appended has no query and no fragment",
        "start: {url: 'http://localhost'}`environment: {A: b} | 2:1: 'environment' changes nothing for a service that runs already (start.url)",
        "start: {command: 'a {port}'}`requests: [{name: a, path: /, weight: 1}, {name: b, path: /, weight: 1, pauseMillis: 1}] | 2:86: requests[1].pauseMillis: no request of the same user follows, because requests have weights",
        "start: &a {jar: b}             | 1:8: anchors and aliases (& and *) are not read; write the value out",
      })
  void refusesWhatCannotBeStarted(String text, String message) throws IOException {
    Path file = write(text.strip().replace('`', '\n'));

    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, name -> true, host -> false))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(file + ":" + message)
        .hasMessageNotContaining("hush");
  }

  @Test
  void headersMayHoldWhatIsNoSecret() throws IOException {
    String headers =
        "{Cookie: \"lang=de; JSESSIONID=; SID=${TOKEN}\", Idempotency-Key: '{own.uuid}', X-Auth-Token: '{q}'}";

    OwnTarget target = read(GOOD.replace("{Authorization: \"Bearer ${TOKEN}\"}", headers));

    assertThat(target.journey().orElseThrow().declared().requests().get(0).headers())
        .containsEntry("Cookie", "lang=de; JSESSIONID=; SID=${TOKEN}")
        .containsEntry("X-Auth-Token", "{q}");
  }

  @Test
  void pathsAndBodiesMayHoldWhatIsNoSecret() throws IOException {
    OwnTarget target =
        read(
            GOOD.replace("&q={q}", "&q={q}&token=${TOKEN}&tokenCount=5&api_key=")
                .replace(
                    "\"note\": \"{{q}}\"",
                    "\"password\": \"${TOKEN}\", \"token\": 512, \"auth\": \"\""));

    List<DeclaredRequest> requests = target.journey().orElseThrow().declared().requests();
    assertThat(requests.get(0).path()).contains("token=${TOKEN}&tokenCount=5");
    assertThat(requests.get(1).body()).contains("\"token\": 512");
  }

  /**
   * A page's mark and a user's password differ from user to user: they are columns, or captured.
   */
  @Test
  void pathsAndBodiesMayHoldPlacesUnderTheNamesOfSecrets() throws IOException {
    OwnTarget target =
        read(
            GOOD.replace("&q={q}", "&page_token={q}")
                .replace("\"note\": \"{{q}}\"", "\"password\": \"{own.uuid}\""));

    List<DeclaredRequest> requests = target.journey().orElseThrow().declared().requests();
    assertThat(requests.get(0).path()).endsWith("&page_token={q}");
    assertThat(requests.get(1).body()).contains("\"password\": \"{own.uuid}\"");
  }

  @Test
  void refusesASecretInAFormAndDoesNotShowIt() throws IOException {
    Path file =
        write(
            """
            start: {url: 'http://localhost'}
            requests:
              - name: log-in
                method: POST
                path: /login
                headers: {Content-Type: application/x-www-form-urlencoded}
                body: user=ann&password=0f5c
            """);

    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, name -> true, host -> false))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("requests[0].body: password is a secret, and files hold none")
        .hasMessageNotContaining("0f5c");
  }

  /** A database on the user's own machine has such a password; logs are quoted without it. */
  @Test
  void theEnvironmentMayHoldAPasswordOfThisMachine() throws IOException {
    OwnTarget target = read(GOOD.replace("\"{database.password}\"", "postgres"));

    assertThat(target.spec().environment()).containsEntry("DB_PASSWORD", "postgres");
  }

  @Test
  void refusesAJarWithoutAMainClass() throws IOException {
    Jars.write(folder.resolve("library.jar"), Optional.empty());
    Path file = write("start: {jar: library.jar}\nproperties: {port: \"{port}\"}");

    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, name -> true, host -> false))
        .hasMessage(
            file
                + ":1:14: jar 'library.jar' names no main class; start it by a command: java -cp ...");
  }

  @Test
  void refusesWhatIsNoTargetFile() throws IOException {
    assertRefused(folder.resolve("none.target.yaml"), "1:1: there is no such file");
    assertRefused(write(""), "1:1: the file is empty; it starts with 'start:'");
    assertRefused(write("start: {command: x}\nb: \0"), "2:4: not a text file: it holds");

    Path binary = folder.resolve("binary.target.yaml");
    Files.write(binary, new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 0});
    assertRefused(binary, "1:1: not a text file in UTF-8");
    Files.write(binary, new byte[10 << 20]);
    assertRefused(binary, "1:1: the file is too large; at most 256 KiB are read");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Files.write(binary, bomb.toString().getBytes(StandardCharsets.UTF_8));
    assertRefused(binary, "1:5: anchors and aliases (& and *) are not read");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> OwnTarget.read(file, Offered.NOTHING, name -> true, host -> false))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(file + ":" + message);
  }

  private OwnTarget read(String text) throws IOException {
    return OwnTarget.read(write(text), Offered.NOTHING, "TOKEN"::equals, host -> false);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("shop.target.yaml"), text);
  }
}
