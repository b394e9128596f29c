package dev.faceoff.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a backend asks of Toxiproxy; faults are set elsewhere. */
final class ToxiproxyApi {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ToxiproxyApi() {}

  /** Version of the server there. */
  static String version(URI api) throws IOException {
    JsonNode version = get(api.resolve("/version")).path("version");
    if (!version.isTextual()) {
      throw new IOException("this is no Toxiproxy");
    }
    return version.textValue();
  }

  /** Ports on which proxies of the server there listen. */
  static Set<Integer> ports(URI api) throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (JsonNode proxy : get(api.resolve("/proxies"))) {
      String listen = proxy.path("listen").asText();
      ports.add(Integer.valueOf(listen.substring(listen.lastIndexOf(':') + 1)));
    }
    return ports;
  }

  /**
   * Removes the proxies that killed runs of this machine left; those of runs of other machines
   * cannot be told from living ones.
   *
   * @return their names
   */
  static List<String> removeLeftovers(URI api) throws IOException {
    List<String> removed = new ArrayList<>();
    for (JsonNode proxy : get(api.resolve("/proxies"))) {
      String name = proxy.path("name").asText();
      if (ProxyNames.isLeft(name)) {
        HttpResponse<String> response =
            send(HttpRequest.newBuilder(api.resolve("/proxies/" + name)).DELETE());
        if (response.statusCode() == 204) {
          removed.add(name);
        }
      }
    }
    return removed;
  }

  private static JsonNode get(URI uri) throws IOException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri));
    if (response.statusCode() != 200) {
      throw new IOException("%s answers %d".formatted(uri.getPath(), response.statusCode()));
    }
    return new ObjectMapper().readTree(response.body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    try {
      return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
