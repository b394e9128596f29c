package dev.faceoff.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.backend.PostgresSettings;
import dev.faceoff.backend.RedisSettings;
import dev.faceoff.model.RedisSpec;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docker/compose.yaml} promises, as far as the file itself tells. */
@SuppressWarnings("unchecked") // a file of maps, lists and texts
class ComposeTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  private final Map<String, Map<String, Object>> services =
      (Map<String, Map<String, Object>>)
          (Map<String, ?>) MonitoringFiles.yaml("compose.yaml").get("services");

  @Test
  void publishesOnTheLoopbackInterfaceOnly() {
    List<String> ports = new ArrayList<>();
    services.values().forEach(each -> ports.addAll(texts(each.get("ports"))));

    assertThat(ports).isNotEmpty().allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
  }

  @Test
  void sharesOneNetworkSoThatServicesMayStayOnItsLoopbackInterface() {
    services.forEach(
        (name, service) -> {
          if (!name.equals("postgres")) {
            assertThat(service.get("network_mode")).as(name).isEqualTo("service:postgres");
          }
        });
    assertThat(texts(services.get("postgres").get("command")))
        .contains("-clisten_addresses=127.0.0.1");
  }

  @Test
  void pinsPublicImagesAndBuildsTheOthers() {
    services.forEach(
        (name, service) -> {
          String image = (String) service.get("image");
          if (service.containsKey("build")) {
            assertThat(image).as(name).startsWith("faceoff");
          } else {
            assertThat(image).as(name).matches("[a-z./-]+:v?\\d+(\\.\\d+)+(-alpine)?");
            // Of both Compose 1 and 2.
            assertThat(service.get("pull_policy")).as(name).isEqualTo("if_not_present");
          }
        });
  }

  @Test
  void theImageOfFaceoffHasTheSamePrometheus() throws Exception {
    assertThat(Files.readString(MonitoringFiles.file("Dockerfile")))
        .contains("ARG PROMETHEUS=%s\n".formatted(services.get("prometheus").get("image")))
        .contains("COPY --from=prometheus /bin/prometheus ");
  }

  @Test
  void letsContainersWriteAndDoAsLittleAsTheyNeed() {
    services.forEach(
        (name, service) -> {
          assertThat(texts(service.get("security_opt")))
              .as(name)
              .contains("no-new-privileges:true");
          if (!name.equals("postgres")) {
            assertThat(service.get("read_only")).as(name).isEqualTo(true);
            assertThat(texts(service.get("cap_drop"))).as(name).containsExactly("ALL");
          }
        });
  }

  @Test
  void keepsNothingInVolumes() {
    assertThat(MonitoringFiles.yaml("compose.yaml")).doesNotContainKey("volumes");
    services.forEach(
        (name, service) ->
            assertThat((List<?>) service.getOrDefault("volumes", List.of()))
                .as(name)
                .allSatisfy(
                    volume ->
                        assertThat(
                                volume instanceof Map<?, ?> map
                                    ? map.get("type").equals("tmpfs")
                                    : volume.toString().startsWith("."))
                            .as(String.valueOf(volume))
                            .isTrue()));
  }

  @Test
  void knowsWhenEachContainerIsWell() {
    services.forEach(
        (name, service) -> {
          if (!name.equals("faceoff")) {
            assertThat(service).as(name).containsKey("healthcheck");
          }
        });
  }

  @Test
  void mountsFilesThatAreThere() {
    services.forEach(
        (name, service) ->
            ((List<?>) service.getOrDefault("volumes", List.of()))
                .stream()
                    .filter(String.class::isInstance)
                    .map(volume -> volume.toString().split(":", -1)[0])
                    .forEach(
                        source ->
                            assertThat(Files.exists(MonitoringFiles.file(source)))
                                .as(source)
                                .isTrue()));
  }

  @Test
  void givesPostgresAndRedisTheSettingsOfARun() {
    Map<String, String> postgres = new TreeMap<>();
    for (String word : texts(services.get("postgres").get("command"))) {
      if (word.startsWith("-c")) {
        String[] setting = word.substring(2).split("=", 2);
        postgres.put(setting[0], setting[1]);
      }
    }
    assertThat(postgres).containsAllEntriesOf(PostgresSettings.all());

    List<String> words = texts(services.get("redis").get("command"));
    Map<String, String> redis = new HashMap<>();
    for (int word = 1; word + 1 < words.size(); word += 2) {
      redis.put(words.get(word).substring(2), words.get(word + 1));
    }
    Map<String, String> wanted = new HashMap<>(RedisSettings.of(new RedisSpec(64)));
    wanted.put("maxmemory", "64mb");
    assertThat(redis).containsAllEntriesOf(wanted);
  }

  @Test
  void letsNobodyLogIntoGrafanaByDefault() {
    Map<String, Object> environment =
        (Map<String, Object>) services.get("grafana").get("environment");

    assertThat(environment)
        .containsEntry("GRAFANA_PASSWORD", "${GRAFANA_PASSWORD:-}")
        .containsEntry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer")
        .doesNotContainKey("GF_SECURITY_ADMIN_PASSWORD");
    assertThat(texts(services.get("grafana").get("command")))
        .singleElement()
        .satisfies(script -> assertThat(script).contains("/dev/urandom"));
  }

  @Test
  void startsBothVariantsAsTheSameServiceButForTheirNamesAndPlaces() {
    Map<String, Object> naive = (Map<String, Object>) services.get("naive").get("environment");
    Map<String, Object> fixed = (Map<String, Object>) services.get("fixed").get("environment");

    assertThat(fixed.keySet()).isEqualTo(naive.keySet());
    assertThat(services.get("fixed").get("build")).isEqualTo(services.get("naive").get("build"));
    assertThat(texts(services.get("naive").get("command")))
        .containsExactly("${PAIR:-n-plus-one}", "naive");
    assertThat(texts(services.get("fixed").get("command")))
        .containsExactly("${PAIR:-n-plus-one}", "fixed");
  }

  @Test
  void servicesSayWhoseTheirMetricsAre() {
    for (String variant : List.of("naive", "fixed")) {
      assertThat((Map<String, Object>) services.get(variant).get("environment"))
          .containsEntry("SPRING_PROFILES_ACTIVE", "monitored")
          .containsEntry("FACEOFF_SCENARIO", "${PAIR:-n-plus-one}")
          .containsEntry("FACEOFF_VARIANT", variant)
          .containsEntry("FACEOFF_RUN_ID", "compose");
    }
  }

  @Test
  void startsFaceoffOnlyWhereARunIsAskedFor() {
    services.forEach(
        (name, service) ->
            assertThat(texts(service.get("profiles")))
                .as(name)
                .isEqualTo(name.equals("faceoff") ? List.of("run") : List.of()));
  }

  @Test
  void theReadmeTellsEveryAddressInOneTable() throws Exception {
    List<String> rows =
        Files.readString(MonitoringFiles.file("../README.md"))
            .lines()
            .filter(line -> line.startsWith("| http://127.0.0.1:"))
            .toList();
    List<String> told =
        rows.stream()
            .flatMap(row -> ADDRESS.matcher(row).results().map(found -> found.group(1)))
            .toList();

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            texts(services.get("postgres").get("ports")).stream()
                .map(port -> port.split(":", -1)[1])
                .toList());
  }

  @Test
  void everyProxyIsWhereTheServicesLookForIt() throws Exception {
    String compose = Files.readString(MonitoringFiles.file("compose.yaml"));
    JsonNode proxies =
        new ObjectMapper().readTree(MonitoringFiles.file("toxiproxy/proxies.json").toFile());

    assertThat(proxies)
        .hasSize(6)
        .allSatisfy(
            proxy -> assertThat(compose).contains(proxy.path("listen").asText().split(":", -1)[1]));
  }

  private static List<String> texts(Object list) {
    return list == null ? List.of() : ((List<?>) list).stream().map(String::valueOf).toList();
  }
}
