package dev.faceoff.config;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where servers run already: from environment variables, and from a file of lines {@code
 * NAME=VALUE} with the same names. A variable that is set wins over the file's line. No message
 * repeats a value, which may hold a password.
 */
public final class ServerSettings {
  /** The variable that names the file, where no option does. */
  public static final String FILE = "FACEOFF_SERVERS";

  private static final String DATABASE_URL = "FACEOFF_DATABASE_URL";
  private static final String DATABASE_USER = "FACEOFF_DATABASE_USER";
  private static final String DATABASE_PASSWORD = "FACEOFF_DATABASE_PASSWORD";
  private static final String REDIS_URL = "FACEOFF_REDIS_URL";
  private static final String REDIS_PASSWORD = "FACEOFF_REDIS_PASSWORD";
  private static final String TOXIPROXY_URL = "FACEOFF_TOXIPROXY_URL";
  private static final List<String> NAMES =
      List.of(
          DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, REDIS_URL, REDIS_PASSWORD, TOXIPROXY_URL);

  private static final int MAX_BYTES = 64 * 1024;
  private static final int POSTGRESQL_PORT = 5432;
  private static final int REDIS_PORT = 6379;
  private static final int TOXIPROXY_PORT = 8474;

  /** What is set where: a value and how a message names its place. */
  private record Entry(String value, String place) {}

  private final Map<String, Entry> entries;
  private final Set<String> allowedHosts;

  private ServerSettings(Map<String, Entry> entries, Set<String> allowedHosts) {
    this.entries = entries;
    this.allowedHosts = allowedHosts;
  }

  /**
   * Reads the servers that a kind of backend uses: all of them when they are external, else only
   * Toxiproxy.
   *
   * @param allowedHosts hosts other than this one that may be used
   * @throws HostNotAllowedException if a host is neither this one nor allowed
   * @throws FaceoffException of kind USAGE if a value is wrong
   */
  public static Servers read(
      Map<String, String> environment,
      Optional<Path> file,
      Set<String> allowedHosts,
      BackendKind kind) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    file.ifPresent(path -> entries.putAll(lines(path)));
    for (String name : NAMES) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        entries.put(name, new Entry(value, name));
      }
    }
    ServerSettings settings = new ServerSettings(entries, allowedHosts);
    boolean external = kind == BackendKind.EXTERNAL;
    return new Servers(
        external ? settings.database() : Optional.empty(),
        external ? settings.redis() : Optional.empty(),
        settings.toxiproxy());
  }

  private static Map<String, Entry> lines(Path file) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    int number = 0;
    for (String line : text(file).split("\\R", -1)) {
      number++;
      String place = file + ":" + number;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw wrong(place + ": a line is NAME=VALUE, but this one has no '='");
      }
      String name = line.substring(0, equals).strip();
      if (!NAMES.contains(name)) {
        throw wrong("%s: unknown name '%s'%s".formatted(place, name, Nearest.hint(name, NAMES)));
      }
      Entry entry = new Entry(line.substring(equals + 1).strip(), place + ": " + name);
      if (entries.put(name, entry) != null) {
        throw wrong("%s: %s is given twice".formatted(place, name));
      }
    }
    entries.values().removeIf(entry -> entry.value().isEmpty());
    return entries;
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw wrong("there is no file of servers " + file);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw wrong(file + ": larger than a file of servers can be");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw wrong(file + ": no text in UTF-8");
    } catch (IOException e) {
      throw wrong("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  private Optional<Servers.Database> database() {
    Entry url = entries.get(DATABASE_URL);
    if (url == null) {
      requireUrlOf(DATABASE_USER, DATABASE_URL);
      requireUrlOf(DATABASE_PASSWORD, DATABASE_URL);
      return Optional.empty();
    }
    String shape = "postgresql://HOST:PORT/DATABASE";
    String value = url.value();
    Entry plain = new Entry(value.startsWith("jdbc:") ? value.substring(5) : value, url.place());
    URI uri = uri(plain, shape, Set.of("postgresql", "postgres"));
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (uri.getQuery() != null || path.indexOf('/', 1) >= 0) {
      throw bad(url, shape + ", without parameters");
    }
    String[] login = login(uri);
    Optional<String> user = value(DATABASE_USER).or(() -> text(login[0]));
    return Optional.of(
        new Servers.Database(
            address(url, uri, POSTGRESQL_PORT),
            path.length() > 1 ? path.substring(1) : "postgres",
            user.orElseThrow(
                () -> wrong("%s needs a user: set %s".formatted(url.place(), DATABASE_USER))),
            value(DATABASE_PASSWORD).or(() -> text(login[1]))));
  }

  private Optional<Servers.Redis> redis() {
    Entry url = entries.get(REDIS_URL);
    if (url == null) {
      requireUrlOf(REDIS_PASSWORD, REDIS_URL);
      return Optional.empty();
    }
    String shape = "redis://HOST:PORT/NUMBER";
    URI uri = uri(url, shape, Set.of("redis"));
    String path = uri.getPath() == null ? "" : uri.getPath();
    String[] login = login(uri);
    if (uri.getQuery() != null || !path.matches("(/[0-9]{0,4})?")) {
      throw bad(url, shape + ", the number being that of a logical database");
    }
    if (!login[0].isEmpty() && !login[0].equals("default")) {
      throw bad(url, shape + ", without a user: services get a password alone");
    }
    return Optional.of(
        new Servers.Redis(
            address(url, uri, REDIS_PORT),
            path.length() > 1 ? Integer.parseInt(path.substring(1)) : 0,
            value(REDIS_PASSWORD).or(() -> text(login[1]))));
  }

  private Optional<URI> toxiproxy() {
    Entry url = entries.get(TOXIPROXY_URL);
    if (url == null) {
      return Optional.empty();
    }
    String shape = "http://HOST:PORT";
    URI uri = uri(url, shape, Set.of("http"));
    if (uri.getUserInfo() != null
        || uri.getQuery() != null
        || !Set.of("", "/").contains(uri.getPath())) {
      throw bad(url, shape + " and no more");
    }
    return Optional.of(URI.create("http://" + address(url, uri, TOXIPROXY_PORT)));
  }

  private static URI uri(Entry entry, String shape, Set<String> schemes) {
    try {
      URI uri = new URI(entry.value());
      if (uri.getHost() != null && schemes.contains(String.valueOf(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message holds the value.
    }
    throw bad(entry, shape);
  }

  private Address address(Entry entry, URI uri, int defaultPort) {
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
    if (port == 0 || port > 65535) {
      throw wrong(entry.place() + ": a port is a number from 1 to 65535");
    }
    Hosts.requireAllowed(entry.place(), host, allowedHosts::contains);
    return new Address(host, port);
  }

  /** User and password of a URL, each empty when missing. */
  private static String[] login(URI uri) {
    String raw = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = raw.indexOf(':');
    return new String[] {
      decoded(colon < 0 ? raw : raw.substring(0, colon)),
      colon < 0 ? "" : decoded(raw.substring(colon + 1))
    };
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::value);
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(present -> !present.isEmpty());
  }

  private void requireUrlOf(String name, String url) {
    Entry entry = entries.get(name);
    if (entry != null) {
      throw wrong("%s is set, but %s is not".formatted(entry.place(), url));
    }
  }

  private static FaceoffException bad(Entry entry, String shape) {
    return wrong("%s must look like %s".formatted(entry.place(), shape));
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
