package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class InitCommandTest {
  private static final Path DOCUMENTS = Path.of("src/test/resources/openapi").toAbsolutePath();
  private static final String SHOP = DOCUMENTS.resolve("shop.yaml").toString();

  @TempDir private Path temporary;
  private Shell shell;
  private final Parts parts = Fakes.parts(new Fakes.Engine(Status.VALID, Outcome.HELD));

  @BeforeEach
  void openShell() {
    shell = new Shell(temporary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--url|https://localhost:8443/shop/",
        "--command|java -jar \"my shop.jar\" --port={port}",
        "--command|./serve {port}|--ci|gitlab",
        "--image|acme/shop:1.4",
        "--jar|lib/shop.jar|--ci|github",
        "--scenario|tiny",
      })
  void whatItWritesIsValidAsItIs(String options) throws IOException {
    jar("lib/shop.jar");
    List<String> words = new ArrayList<>(List.of("--name", "shop"));
    if (!options.isEmpty()) {
      words.addAll(List.of(options.split("[|]")));
    }

    assertThat(init(words.toArray(String[]::new))).as(shell.err()).isZero();

    assertThat(shell.err()).isEmpty();
    requireValid("shop.target.yaml", "gate.yaml");
  }

  @Test
  void saysWhatComesNext() {
    assertThat(init("--name", "shop", "--scenario", "tiny")).isZero();

    assertThat(shell.out().lines())
        .containsExactly(
            "Wrote shop.target.yaml, gate.yaml.",
            "1. Edit shop.target.yaml",
            "2. faceoff validate shop.target.yaml gate.yaml",
            "3. faceoff run tiny --target shop.target.yaml",
            "4. faceoff diagnose shop.target.yaml");
    assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void offersPathsByWhichItTellsHowItIs() throws IOException {
    assertThat(init("--name", "shop", "--command", "./serve {port}")).isZero();
    Path file = shell.folder.resolve("shop.target.yaml");

    Files.writeString(file, Files.readString(file).replaceAll("(?m)^# (ready|metrics): ", "$1: "));

    assertThat(Files.readString(file))
        .contains("\nready: /actuator/health\n")
        .contains("\nmetrics: /actuator/prometheus\n");
    requireValid("shop.target.yaml");
  }

  @Test
  void aScenarioThatAsksSomethingOfAnyServiceHasNoRoles() throws IOException {
    Path asked = Files.createDirectories(shell.home.resolve("scenarios/asked"));
    Files.writeString(
        asked.resolve("scenario.yaml"),
        "name: asked\ntitle: A question\nquestion: Is it well?\nexpectations: [errorShare of target <= 0.1]\n");

    assertThat(init("--name", "shop", "--scenario", "asked")).as(shell.err()).isZero();

    assertThat(read("shop.target.yaml")).contains("  - name: home\n").doesNotContain("CHANGE-ME");
    assertThat(shell.out()).contains("3. faceoff run asked --target shop.target.yaml");
  }

  @Test
  void isNamedForItsFolderAndTakesTheJarThatABuildLeftThere() throws IOException {
    jar("target/shop-1.0.jar");
    Files.writeString(shell.folder.resolve("target/notes.jar"), "no jar");

    assertThat(init()).isZero();

    assertThat(read("work.target.yaml")).contains("\n  jar: target/shop-1.0.jar\n");
  }

  @Test
  void namesAJarAsSeenFromTheFilesFolder() throws IOException {
    jar("target/shop.jar");

    assertThat(init("--name", "shop", "--jar", "target/shop.jar", "--out", "load/tests")).isZero();

    assertThat(read("load/tests/shop.target.yaml")).contains("jar: '../../target/shop.jar'");
    requireValid("load/tests/shop.target.yaml");
  }

  @Test
  void proposesARequestForEachRoleOfAScenario() throws IOException {
    assertThat(init("--name", "shop", "--scenario", "tiny")).isZero();

    assertThat(read("shop.target.yaml"))
        .contains("  - name: list\n    path: /CHANGE-ME\n")
        .contains("100 ms");
  }

  @Test
  void offersTheDocumentsRequestsForTheRoles() throws IOException {
    assertThat(init("--name", "shop", "--scenario", "tiny", "--openapi", SHOP)).isZero();

    assertThat(read("shop.target.yaml"))
        .contains("  - name: list\n")
        .contains("  # - name: find-orders\n")
        .doesNotContain("  - name: find-orders\n");
    requireValid("shop.target.yaml");
  }

  @Test
  void takesRequestsFromAnOpenApiDocument() throws IOException {
    assertThat(init("--name", "shop", "--openapi", SHOP)).as(shell.err()).isZero();

    assertThat(read("shop.target.yaml"))
        .contains(
            """
              # Finds the orders of a customer.
              # Also takes page in its query.
              - name: find-orders
                path: '/api/v1/orders?customer={customer}'
                headers:
                  X-Tenant: acme
                  Authorization: 'Bearer ${SERVICE_TOKEN}'
                feeder: shop.csv
            """)
        .contains(
            """
              - name: get-order-by-id
                path: '/api/v1/orders/{orders-id}'
            """)
        .contains(
            """
              - name: get-status-page
                path: '/api/v1/status%20page'
            """)
        .contains(
            """
              # - name: place-order
              #   method: POST
              #   path: /api/v1/orders
              #   headers:
              #     X-Tenant: acme
              #     Authorization: 'Bearer ${SERVICE_TOKEN}'
              #   body: '{"id":"{own.uuid}","note":"it''s urgent","lines":[{"id":{own.id},"article":"tea"
            """
                .stripTrailing())
        .contains("  # - name: delete-orders-by-id\n  #   method: DELETE\n")
        .contains("  # Deprecated in the document.\n  # - name: find-orders-2\n");
    assertThat(read("shop.csv"))
        .isEqualTo(
            """
            customer,orders-id,customers-id
            17,5f0c,1
            17,"7,1",2
            """);
    requireValid("shop.target.yaml");
  }

  @Test
  void whatIsWrittenAsACommentIsValidWithoutItsSigns() throws IOException {
    assertThat(init("--name", "shop", "--openapi", SHOP)).isZero();
    Path file = shell.folder.resolve("shop.target.yaml");

    Files.writeString(file, Files.readString(file).replaceAll("(?m)^  # (- |  )", "  $1"));

    assertThat(Files.readString(file)).contains("\n  - name: place-order\n");
    requireValid("shop.target.yaml");
  }

  @Test
  void writesNoSecretThatADocumentGivesAsAnExample() throws IOException {
    assertThat(init("--name", "shop", "--openapi", SHOP)).isZero();

    assertThat(read("shop.target.yaml"))
        .contains("path: '/api/v1/login?api_key=${SERVICE_TOKEN}'")
        .contains(
            "body: '{\"user\":\"{{who}}\",\"password\":\"${SERVICE_TOKEN}\",\"token\":\"${SERVICE_TOKEN}\"}'")
        .doesNotContain("hunter2", "abc123");
  }

  @Test
  void readsSwagger2InJson() throws IOException {
    assertThat(
            init(
                "--name", "shop",
                "--url", "http://localhost:1/api",
                "--openapi", DOCUMENTS.resolve("shop-2.0.json").toString()))
        .as(shell.err())
        .isZero();

    assertThat(read("shop.target.yaml"))
        .contains(
            """
              - name: get-order
                path: '/orders/{orderId}'
                headers:
                  X-API-Key: '${SERVICE_TOKEN}'
            """)
        .contains("  #   body: '{\"amount\":2.5}'\n")
        .contains("shop.csv has made-up values of orderId");
    assertThat(read("shop.csv")).isEqualTo("orderId\n1\n");
    requireValid("shop.target.yaml");
  }

  @Test
  void aDocumentWithoutQuestionsLeavesTheStartPage() throws IOException {
    Files.writeString(
        shell.folder.resolve("api.yaml"),
        "{openapi: 3.0.3, info: {title: a, version: b}, paths: {/orders: {post: {}}}}");

    assertThat(init("--name", "shop", "--openapi", "api.yaml")).isZero();

    assertThat(read("shop.target.yaml")).contains("  - name: home\n    path: /\n");
    requireValid("shop.target.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`openapi: 3.0.0\npaths: [`                         | api:2:9: no valid YAML:",
        "``                                                 | api:1:1: the file is empty",
        "`[1]`                                              | api:1:1: must hold keys with values",
        "`{\"openapi\": \"3.0.0\",\n  \"paths\": }`         | api:2:12: no valid JSON:",
        "`{\"a\": 1,\n \"a\": 2}`                           | api:2:2: the key 'a' is given a second time",
        "`title: x`                                         | api:1:1: no OpenAPI document: it starts with neither 'openapi: 3.1.0' nor 'swagger: \"2.0\"'",
        "`openapi: 3.0.0`                                   | api:1:1: the key 'paths' is missing",
        "`openapi: 3.0.0\npaths: {}`                        | api:2:8: paths describes no request",
        "`openapi: 3.0.0\npaths:\n  orders: {}`             | api:3:11: a path starts with a slash, but one is 'orders'",
        "`openapi: 3.0.0\npaths:\n  /orders: []`            | api:3:12: /orders must be keys with values, one a method",
        "`openapi: 3.0.0\npaths:\n  /orders: {get: yes}`    | api:3:18: get must be keys with values",
        "`openapi: 3.0.0\npaths:\n  /o: {get: {parameters: {a: b}}}` | api:3:26: parameters must be a list",
        "`openapi: 3.0.0\npaths:\n  /o: {get: {parameters: [{name: 1}]}}` | api:3:27: a parameter needs 'name' and 'in', both text, or '$ref'",
        "`openapi: 3.0.0\npaths:\n  /o: {get: {parameters: [{$ref: '#/components/parameters/no'}]}}` | api:3:26: the reference '#/components/parameters/no' leads nowhere",
        "`openapi: 3.0.0\npaths:\n  /o: {get: {parameters: [{$ref: 'other.yaml#/a'}]}}` | api:3:26: 'other.yaml#/a' is in another file; write all into one document first",
        "`openapi: 9.0.0\npaths: {/o: {get: {}}}`           | api:1:10: cannot be read as OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0:",
      })
  void saysWhereADocumentIsWrong(String text, String line) throws IOException {
    Files.writeString(shell.folder.resolve("api"), text);

    assertThat(init("--openapi", "api")).isEqualTo(2);

    assertThat(shell.err()).startsWith(line).hasLineCount(1);
    assertThat(shell.folder.toFile().list()).containsExactly("api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--url http://a --image b      | --image and --url: a service comes to run in one way; give one of them",
        "--name Shop                   | --name: 'Shop' must be lower-case words joined by hyphens",
        "--scenario tinny              | unknown scenario 'tinny'; did you mean 'tiny'?",
        "--ci gitlib                   | --ci: unknown CI 'gitlib'; did you mean 'gitlab'?",
        "--ci github                   | --ci compares two builds of a service that it starts; give --jar or --command",
        "--ci github --image shop      | --ci compares two builds of a service that it starts; give --jar or --command",
        "--jar shop.jar                | --jar: there is no jar 'shop.jar'; build it first",
        "--url http://me:hush@host     | --url: an address looks like http://HOST:PORT/PATH, without user and password",
        "--url shop                    | --url: an address looks like http://HOST:PORT/PATH, without user and password",
        "--openapi api.yaml            | api.yaml:1:1: there is no such file",
      })
  void saysInOneLineWhatIsWrong(String options, String line) {
    assertThat(init(options.split(" "))).isEqualTo(2);

    assertThat(shell.err()).isEqualTo(line + System.lineSeparator());
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void writesNothingThatWouldNotBeValid() {
    assertThat(init("--command", "serve {prot}", "--out", "new/folder")).isEqualTo(2);

    assertThat(shell.err())
        .startsWith("nothing was written: ")
        .contains("unknown placeholder '{prot}'")
        .hasLineCount(1);
    assertThat(shell.folder).isEmptyDirectory();
  }

  @Test
  void neverReplacesAFileUnlessItIsTold() throws IOException {
    Path gate = Files.writeString(shell.folder.resolve("gate.yaml"), "marginPercent: 7\n");

    assertThat(init("--name", "shop")).isEqualTo(2);

    assertThat(shell.err())
        .isEqualTo("gate.yaml is there already; --force replaces it, --out writes elsewhere\n");
    assertThat(shell.folder.toFile().list()).containsExactly("gate.yaml");
    assertThat(gate).hasContent("marginPercent: 7");

    assertThat(init("--name", "shop", "--force")).isZero();

    assertThat(read("gate.yaml")).contains("budgetMinutes: 9");
  }

  @Test
  void whatWasThereIsThereAgainWhenTheNewIsNotValid() throws IOException {
    Path gate = Files.writeString(shell.folder.resolve("gate.yaml"), "marginPercent: 7\n");

    assertThat(init("--force", "--command", "serve {prot}")).isEqualTo(2);

    assertThat(gate).hasContent("marginPercent: 7");
    assertThat(shell.folder.toFile().list()).containsExactly("gate.yaml");
  }

  @Test
  void writesAWorkflowAtTheTopOfTheRepository() throws IOException {
    Files.createDirectories(shell.folder.resolve(".git"));
    Files.writeString(shell.folder.resolve("mvnw"), "");

    assertThat(
            init(
                "--name",
                "shop",
                "--command",
                "serve {port}",
                "--ci",
                "github",
                "--out",
                "load",
                "--openapi",
                SHOP))
        .as(shell.err())
        .isZero();

    Map<?, ?> workflow = yaml(read(".github/workflows/faceoff.yml"));
    Map<?, ?> gate = (Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("gate");
    assertThat(gate.get("env").toString())
        .isEqualTo("{SERVICE_TOKEN=${{ secrets.SERVICE_TOKEN }}}");
    Map<?, ?> step =
        ((List<?>) gate.get("steps"))
            .stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> "./.faceoff".equals(each.get("uses")))
                .findFirst()
                .orElseThrow();
    Map<?, ?> inputs = (Map<?, ?>) step.get("with");
    assertThat(inputs)
        .hasToString(
            "{build=./mvnw -q -B -DskipTests package, target=load/shop.target.yaml, arguments=--gate load/gate.yaml}");
    Map<?, ?> action = yaml(Files.readString(Path.of("../action.yml")));
    assertThat(((Map<?, ?>) action.get("inputs")).keySet().containsAll(inputs.keySet())).isTrue();
  }

  @Test
  void writesAWorkflowForGitLab() throws IOException {
    assertThat(init("--name", "shop", "--command", "serve {port}", "--ci", "gitlab")).isZero();

    Map<?, ?> workflow = yaml(read("faceoff.gitlab-ci.yml"));
    Map<?, ?> gate = (Map<?, ?>) workflow.get("gate");
    assertThat(
            yaml(Files.readString(Path.of("../ci/faceoff.gitlab-ci.yml"))).get(gate.get("extends")))
        .isNotNull();
    assertThat(gate.get("variables"))
        .hasToString(
            "{BUILD=echo nothing to build, TARGET=shop.target.yaml, ARGUMENTS=--gate gate.yaml}");
  }

  private int init(String... options) {
    return shell.run(
        parts, Stream.concat(Stream.of("init"), Arrays.stream(options)).toArray(String[]::new));
  }

  private String read(String file) throws IOException {
    return Files.readString(shell.folder.resolve(file));
  }

  private void requireValid(String... files) {
    List<String> words = new ArrayList<>(List.of("validate"));
    words.addAll(List.of(files));
    assertThat(shell.run(parts, words.toArray(String[]::new))).as(shell.err()).isZero();
  }

  private static Map<?, ?> yaml(String text) {
    return new Yaml().load(new StringReader(text));
  }

  private void jar(String name) throws IOException {
    Path file = shell.folder.resolve(name);
    Files.createDirectories(file.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "shop.Main");
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }
}
