package dev.faceoff.backend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One connection to Redis for the few commands a backend needs, in version 2 of Redis's protocol,
 * which every server speaks. For one thread.
 */
final class RedisConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream input;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  /** Redis understood a command and refused it; the message starts with its error code. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** Connects, authenticates where there is a password, and selects the logical database. */
  static RedisConnection open(RedisAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(
          new InetSocketAddress(address.address().host(), address.address().port()),
          TIMEOUT_MILLIS);
      RedisConnection connection = new RedisConnection(socket);
      if (address.password().isPresent()) {
        connection.send("AUTH", address.password().get());
      }
      connection.select(address.database());
      return connection;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  void select(int database) throws IOException {
    send("SELECT", String.valueOf(database));
  }

  /** Sends a command that answers with text; empty when the answer is nil. */
  Optional<String> text(String... command) throws IOException {
    return Optional.ofNullable((String) send(command));
  }

  /** Sends a command that answers with a number. */
  long number(String... command) throws IOException {
    return (Long) send(command);
  }

  /** Sends a command that answers with a name and a value; empty when it answers with neither. */
  Optional<String> pair(String... command) throws IOException {
    return send(command) instanceof List<?> pair && pair.size() == 2
        ? Optional.of(String.valueOf(pair.get(1)))
        : Optional.empty();
  }

  /** Version of the server; with the name of one that is not Redis but speaks like it. */
  String version() throws IOException {
    String info = text("INFO", "server").orElse("");
    return field(info, "valkey_version")
        .map(version -> "Valkey " + version)
        .or(() -> field(info, "redis_version"))
        .orElse("unknown");
  }

  /** Id of the server's process, in its own view. */
  long process() throws IOException {
    return Long.parseLong(field(text("INFO", "server").orElse(""), "process_id").orElse("-1"));
  }

  /** The values in effect of the shared settings; empty if the server does not tell them. */
  Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String name : RedisSettings.names()) {
      try {
        pair("CONFIG", "GET", name).ifPresent(value -> settings.put(name, value));
      } catch (RefusedException e) {
        return Map.of();
      }
    }
    return settings;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static Optional<String> field(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  private Object send(String... command) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, "*" + command.length);
    for (String word : command) {
      write(bytes, "$" + word.getBytes(StandardCharsets.UTF_8).length);
      write(bytes, word);
    }
    socket.getOutputStream().write(bytes.toByteArray());
    return answer();
  }

  private static void write(ByteArrayOutputStream bytes, String line) {
    bytes.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A string, a number, a list of such, or null. */
  private Object answer() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new RefusedException(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IOException("this is no Redis: it answers '" + line.charAt(0) + "'");
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = input.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("Redis closed the connection");
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private List<Object> list(int length) throws IOException {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      list.add(answer());
    }
    return list;
  }

  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0 || bytes.size() > 64 * 1024) {
        throw new EOFException("Redis closed the connection");
      }
      bytes.write(next);
    }
    String line = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    if (line.isEmpty()) {
      throw new IOException("this is no Redis: it answers an empty line");
    }
    return line;
  }
}
