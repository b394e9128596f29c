package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Servers;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.Supervisor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedBackendTest extends BackendContract {
  private Supervisor supervisor;

  EmbeddedBackendTest() {
    super(BackendKind.EMBEDDED);
  }

  @Override
  void prepare() {
    supervisor = Supervisor.open();
  }

  @Override
  void tidyUp() {
    supervisor.close();
  }

  @Override
  Backend start(BackendNeeds needs) {
    return TestDatabases.backend(needs, folder, supervisor);
  }

  @Override
  Backend startWithoutToxiproxy() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + LoopbackPorts.free());
    return start(
        everything(),
        System.getenv("PATH"),
        new Servers(Optional.empty(), Optional.empty(), Optional.of(nobody)));
  }

  private Backend start(BackendNeeds needs, String path, Servers servers) {
    return EmbeddedBackend.start(
        needs,
        servers,
        TestDatabases.cache(folder, supervisor),
        TestDatabases.PROGRAMS,
        path,
        supervisor,
        folder.resolve("logs"),
        note -> {});
  }

  @Override
  List<String> remains() throws Exception {
    try (Stream<Path> left = Files.list(supervisor.temp())) {
      return Stream.concat(
              children().stream(),
              left.map(Path::toString)
                  .filter(name -> name.contains("postgresql-") || name.contains("redis-")))
          .toList();
    }
  }

  @Test
  void processIsThePostmasters() {
    assertThat(Eventually.alive(shared().databaseProcess().orElseThrow())).isTrue();
  }

  @Test
  void redisListensOnTheLoopbackInterfaceOnly() throws Exception {
    try (RedisConnection redis = RedisConnection.open(shared().redis("naive"))) {
      assertThat(redis.pair("CONFIG", "GET", "bind")).hasValue("127.0.0.1");
      assertThat(redis.pair("CONFIG", "GET", "no-such-setting")).isEmpty();
    }
  }

  /** Without an installed Redis, the program from the class path serves. */
  @Test
  void bringsARedisOfItsOwn() throws Exception {
    try (Backend own = start(onlyRedis(8), "", Servers.NONE);
        RedisConnection redis = RedisConnection.open(own.redis("fixed"))) {
      assertThat(redis.text("PING")).hasValue("PONG");
      assertThat(own.versions().get("redis")).startsWith("6.2.");
    }
  }

  @Test
  void usesTheToxiproxyThatIsNamed() throws Exception {
    try (var toxiproxy = dev.faceoff.toxiproxy.ToxiproxyServer.start();
        Backend own =
            start(
                new BackendNeeds(
                    Optional.empty(), Optional.empty(), true, TestDatabases.variants(folder)),
                "",
                new Servers(Optional.empty(), Optional.empty(), Optional.of(toxiproxy.uri())))) {
      assertThat(own.proxyPlace(new dev.faceoff.model.Address("127.0.0.1", 1)).api())
          .isEqualTo(toxiproxy.uri());
      assertThat(own.versions().get("toxiproxy")).isEqualTo("2.12.0");
    }
  }
}
