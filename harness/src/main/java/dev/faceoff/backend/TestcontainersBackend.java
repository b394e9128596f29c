package dev.faceoff.backend;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.faceoff.container.ContainerLog;
import dev.faceoff.container.DockerEngine;
import dev.faceoff.container.DockerFailedException;
import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers, started for the run by Testcontainers: PostgreSQL, Redis and a real
 * Toxiproxy in one network, published on the loopback interface only.
 */
final class TestcontainersBackend {
  static final String POSTGRES_IMAGE = "postgres:17-alpine";
  static final String REDIS_IMAGE = "redis:7.4-alpine";
  static final String TOXIPROXY_IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

  private static final int POSTGRES_PORT = 5432;
  private static final int REDIS_PORT = 6379;
  private static final String REDIS_FILE = "/faceoff-redis.conf";
  private static final String DATABASE_PREFIX = "faceoff_";

  /** Parallel queries share memory here; Docker gives 64 MiB, less than a hash join may take. */
  private static final long SHARED_MEMORY_BYTES = 256L << 20;

  private final DockerEngine engine;
  private final Map<String, String> labels = DockerEngine.labels(RunName.next());
  private final Path logs;
  private final Openings openings;
  private final Network network;

  /** Where containers are reached inside the network, by where this process reaches them. */
  private final Map<Address, String> inside = new HashMap<>();

  private TestcontainersBackend(DockerEngine engine, Path logs, Openings openings) {
    this.engine = engine;
    this.logs = logs;
    this.openings = openings;
    this.network =
        openings.add(
            "network of the containers",
            Network.builder()
                .createNetworkCmdModifier(command -> command.withLabels(labels))
                .build());
  }

  /**
   * Starts what is needed, after removing what killed runs left.
   *
   * @throws BackendUnavailableException within 10 s if no Docker engine of this machine answers
   */
  static Backend start(BackendNeeds needs, Servers servers, Path logs, Consumer<String> notes) {
    DockerEngine engine =
        DockerEngine.find()
            .orElseThrow(
                () ->
                    unavailable(
                        "no Docker engine answers; start one, or use --backend embedded", null));
    try {
      require(engine, needs, servers, notes);
    } catch (DockerFailedException e) {
      throw unavailable(e.getMessage() + ", or use --backend embedded", e);
    }
    Openings openings = new Openings();
    try {
      engine.removeLeftovers();
      Files.createDirectories(logs);
      RunningServers running = new RunningServers(BackendKind.TESTCONTAINERS, openings);
      new TestcontainersBackend(engine, logs, openings).addTo(running, needs, servers, notes);
      return running;
    } catch (IOException | SQLException e) {
      openings.close();
      throw unavailable("a container that started does not answer: " + DockerEngine.oneLine(e), e);
    } catch (FaceoffException e) {
      openings.close();
      throw e;
    } catch (RuntimeException e) {
      openings.close();
      throw unavailable("a container does not start: " + DockerEngine.oneLine(e), e);
    }
  }

  private static void require(
      DockerEngine engine, BackendNeeds needs, Servers servers, Consumer<String> notes) {
    engine.requireOfThisMachine();
    if (needs.database().isPresent()) {
      engine.requireImage(POSTGRES_IMAGE, notes);
    }
    if (needs.redis().isPresent()) {
      engine.requireImage(REDIS_IMAGE, notes);
    }
    if (needs.proxies() && servers.toxiproxy().isEmpty()) {
      engine.requireImage(TOXIPROXY_IMAGE, notes);
    }
  }

  private void addTo(
      RunningServers running, BackendNeeds needs, Servers servers, Consumer<String> notes)
      throws IOException, SQLException {
    if (needs.database().isPresent()) {
      addPostgres(running, needs, notes);
    }
    if (needs.redis().isPresent()) {
      addRedis(running, needs);
    }
    if (needs.proxies()) {
      running.add(
          servers.toxiproxy().isPresent()
              ? HostProxies.of(servers.toxiproxy(), BackendKind.TESTCONTAINERS, openings)
              : startToxiproxy());
    }
  }

  private void addPostgres(RunningServers running, BackendNeeds needs, Consumer<String> notes)
      throws SQLException {
    String password = RunName.password();
    List<String> command = new ArrayList<>(List.of("postgres"));
    command.addAll(PostgresSettings.arguments());
    PostgreSQLContainer container =
        new PostgreSQLContainer(DockerImageName.parse(POSTGRES_IMAGE))
            .withUsername(PostgresSettings.USER)
            .withPassword(password)
            .withDatabaseName(PostgresSettings.HOME)
            .withEnv("POSTGRES_INITDB_ARGS", PostgresSettings.CONTAINER_INITIAL_ARGUMENTS)
            .withSharedMemorySize(SHARED_MEMORY_BYTES)
            .withCommand(command.toArray(String[]::new));
    Address address = start(container, "postgresql", POSTGRES_PORT);
    PostgresLogin login =
        new PostgresLogin(
            address, PostgresSettings.HOME, PostgresSettings.USER, Optional.of(password));
    Map<String, String> names = DatabaseContent.names(DATABASE_PREFIX, needs.variants());
    notes.accept("making data in a container, as for every run with this backend");
    new DatabaseContent(login).make(needs.database().orElseThrow(), needs.variants(), names);
    login.execute(login.home(), "CHECKPOINT");
    running.add(login, names, process(container, "postgres"));
  }

  private void addRedis(RunningServers running, BackendNeeds needs) throws IOException {
    RedisSpec spec = needs.redis().orElseThrow();
    String password = RunName.password();
    Map<String, String> settings = new LinkedHashMap<>(RedisSettings.of(spec));
    // In a file, not in the command, which everybody on this machine may see.
    settings.put("requirepass", password);
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(REDIS_IMAGE))
            .withCopyToContainer(Transferable.of(RedisSettings.file(settings), 0644), REDIS_FILE)
            .withCommand("redis-server", REDIS_FILE)
            .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
    RedisAddress first =
        new RedisAddress(start(container, "redis", REDIS_PORT), 0, Optional.of(password));
    try (RedisConnection connection = RedisConnection.open(first)) {
      running.add(connection, EmbeddedBackend.addresses(first, needs.variants()));
    }
  }

  private Proxies startToxiproxy() {
    ToxiproxyContainer container = new ToxiproxyContainer(DockerImageName.parse(TOXIPROXY_IMAGE));
    start(container, "toxiproxy", ContainerProxies.API_PORT);
    return new ContainerProxies(container::getMappedPort, inside, openings);
  }

  /**
   * Starts a container that is removed at the end.
   *
   * @param name in the network
   * @return where its port is reached by this process
   */
  private Address start(GenericContainer<?> container, String name, int port) {
    openings.atEnd("container " + name, container::stop);
    container
        .withNetwork(network)
        .withNetworkAliases(name)
        .withExposedPorts(exposed(container, port))
        .withLabels(labels)
        .withCreateContainerCmdModifier(TestcontainersBackend::publishOnLoopback)
        .withLogConsumer(
            frame -> ContainerLog.append(logs.resolve(name + ".log"), frame.getBytes()))
        .start();
    Address address = new Address(PostgresServer.HOST, container.getMappedPort(port));
    inside.put(address, name + ":" + port);
    return address;
  }

  private static Integer[] exposed(GenericContainer<?> container, int port) {
    return container.getExposedPorts().contains(port)
        ? container.getExposedPorts().toArray(Integer[]::new)
        : new Integer[] {port};
  }

  private static void publishOnLoopback(CreateContainerCmd command) {
    HostConfig host = command.getHostConfig();
    ExposedPort[] ports = command.getExposedPorts();
    if (host != null && ports != null) {
      host.withPublishAllPorts(false)
          .withPortBindings(
              Arrays.stream(ports)
                  .map(port -> new PortBinding(Ports.Binding.bindIp(PostgresServer.HOST), port))
                  .toArray(PortBinding[]::new));
    }
  }

  /** Id of a container's first process, if this machine sees it and it is that program. */
  private OptionalLong process(GenericContainer<?> container, String program) {
    OptionalLong pid = engine.process(container.getContainerId());
    if (pid.isEmpty()) {
      return pid;
    }
    try {
      Path name = Path.of("/proc", String.valueOf(pid.getAsLong()), "comm");
      return Files.readString(name).strip().equals(program) ? pid : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static BackendUnavailableException unavailable(String message, Throwable cause) {
    return new BackendUnavailableException(BackendKind.TESTCONTAINERS, message, cause);
  }
}
