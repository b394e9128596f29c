package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Servers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
  @TempDir private Path folder;

  @Test
  void readsVariables() {
    Servers servers =
        read(
            Map.of(
                "FACEOFF_DATABASE_URL", "postgresql://localhost:5433/main",
                "FACEOFF_DATABASE_USER", "me",
                "FACEOFF_DATABASE_PASSWORD", "p=1 #",
                "FACEOFF_REDIS_URL", "redis://127.0.0.1/8",
                "FACEOFF_REDIS_PASSWORD", "q",
                "FACEOFF_TOXIPROXY_URL", "http://[::1]"));

    assertThat(servers)
        .isEqualTo(
            new Servers(
                Optional.of(
                    new Servers.Database(
                        new Address("localhost", 5433), "main", "me", Optional.of("p=1 #"))),
                Optional.of(new Servers.Redis(new Address("127.0.0.1", 6379), 8, Optional.of("q"))),
                Optional.of(URI.create("http://[::1]:8474"))));
  }

  @Test
  void readsAFileWhoseLinesVariablesWinOver() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("servers"),
            """
            # ours
            FACEOFF_DATABASE_URL = jdbc:postgresql://127.0.0.1

            FACEOFF_DATABASE_USER=me
            FACEOFF_DATABASE_PASSWORD=a=b
            FACEOFF_REDIS_PASSWORD=
            """);

    Servers servers = read(Map.of("FACEOFF_DATABASE_USER", "you"), Optional.of(file));

    assertThat(servers.database())
        .hasValue(
            new Servers.Database(
                new Address("127.0.0.1", 5432), "postgres", "you", Optional.of("a=b")));
    assertThat(servers.redis()).isEmpty();
  }

  @Test
  void userAndPasswordMayStandInTheUrl() {
    Servers servers =
        read(
            Map.of(
                "FACEOFF_DATABASE_URL", "postgres://me:p%40+@localhost",
                "FACEOFF_REDIS_URL", "redis://:s3%2F@localhost"));

    assertThat(servers.database().orElseThrow().user()).isEqualTo("me");
    assertThat(servers.database().orElseThrow().password()).hasValue("p@+");
    assertThat(servers.redis().orElseThrow().password()).hasValue("s3/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FACEOFF_DATABASE_URL  | mysql://localhost/x         | FACEOFF_DATABASE_URL must look like postgresql://HOST:PORT/DATABASE",
        "FACEOFF_DATABASE_URL  | localhost:5432              | FACEOFF_DATABASE_URL must look like postgresql://HOST:PORT/DATABASE",
        "FACEOFF_DATABASE_URL  | postgresql://me@localhost/x?ssl=true | FACEOFF_DATABASE_URL must look like postgresql://HOST:PORT/DATABASE, without parameters",
        "FACEOFF_DATABASE_URL  | postgresql://me@localhost:70000/ | FACEOFF_DATABASE_URL: a port is a number from 1 to 65535",
        "FACEOFF_DATABASE_URL  | postgresql://localhost/x    | FACEOFF_DATABASE_URL needs a user: set FACEOFF_DATABASE_USER",
        "FACEOFF_DATABASE_URL  | postgresql://me:hid den@x/  | FACEOFF_DATABASE_URL must look like postgresql://HOST:PORT/DATABASE",
        "FACEOFF_DATABASE_PASSWORD | hidden                  | FACEOFF_DATABASE_PASSWORD is set, but FACEOFF_DATABASE_URL is not",
        "FACEOFF_REDIS_URL     | rediss://localhost          | FACEOFF_REDIS_URL must look like redis://HOST:PORT/NUMBER",
        "FACEOFF_REDIS_URL     | redis://localhost/cache     | FACEOFF_REDIS_URL must look like redis://HOST:PORT/NUMBER, the number being that of a logical database",
        "FACEOFF_REDIS_URL     | redis://me:hidden@localhost | FACEOFF_REDIS_URL must look like redis://HOST:PORT/NUMBER, without a user: services get a password alone",
        "FACEOFF_TOXIPROXY_URL | http://localhost:8474/proxies | FACEOFF_TOXIPROXY_URL must look like http://HOST:PORT and no more",
        "FACEOFF_TOXIPROXY_URL | http://10.0.0.7:8474        | FACEOFF_TOXIPROXY_URL: 10.0.0.7 is not this machine; allow it by --allow-remote 10.0.0.7",
      })
  void saysInOneLineWhatIsWrongWithoutTheValue(String name, String value, String line) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOfSatisfying(
            FaceoffException.class,
            e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
        .hasMessage(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FACEOFF_REDIS_URI=x", "secret", "FACEOFF_REDIS_PASSWORD=x"})
  void namesFileAndLine(String line) throws Exception {
    Path file =
        Files.writeString(folder.resolve("servers"), "FACEOFF_REDIS_PASSWORD=y\n" + line + "\n");

    assertThatThrownBy(() -> read(Map.of(), Optional.of(file)))
        .hasMessageStartingWith(file + ":2: ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void missingAndBinaryFilesAreRefused() throws Exception {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});

    assertThatThrownBy(() -> read(Map.of(), Optional.of(folder.resolve("none"))))
        .hasMessage("there is no file of servers " + folder.resolve("none"));
    assertThatThrownBy(() -> read(Map.of(), Optional.of(binary)))
        .hasMessage(binary + ": no text in UTF-8");
  }

  @Test
  void otherHostsNeedPermission() {
    Map<String, String> variables = Map.of("FACEOFF_REDIS_URL", "redis://cache.test");

    assertThatThrownBy(() -> read(variables)).hasMessageContaining("--allow-remote cache.test");
    assertThat(
            ServerSettings.read(
                    variables, Optional.empty(), Set.of("cache.test"), BackendKind.EXTERNAL)
                .redis()
                .orElseThrow()
                .address()
                .host())
        .isEqualTo("cache.test");
  }

  @Test
  void otherBackendsUseToxiproxyOnly() {
    Servers servers =
        ServerSettings.read(
            Map.of("FACEOFF_DATABASE_URL", "nonsense", "FACEOFF_TOXIPROXY_URL", "http://localhost"),
            Optional.empty(),
            Set.of(),
            BackendKind.EMBEDDED);

    assertThat(servers)
        .isEqualTo(
            new Servers(
                Optional.empty(),
                Optional.empty(),
                Optional.of(URI.create("http://localhost:8474"))));
  }

  private static Servers read(Map<String, String> variables) {
    return read(variables, Optional.empty());
  }

  private static Servers read(Map<String, String> variables, Optional<Path> file) {
    return ServerSettings.read(variables, file, Set.of(), BackendKind.EXTERNAL);
  }
}
