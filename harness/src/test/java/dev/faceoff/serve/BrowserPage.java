package dev.faceoff.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faceoff.process.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A page in a headless browser, driven by its DevTools protocol. */
public final class BrowserPage implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process browser;
  private final WebSocket socket;
  private final Answers answers;
  private int sent;

  private BrowserPage(Process browser, WebSocket socket, Answers answers) {
    this.browser = browser;
    this.socket = socket;
    this.answers = answers;
  }

  /**
   * Opens an address.
   *
   * @param profile an empty folder for the browser's own files
   */
  public static BrowserPage open(Path program, Path profile, URI address) throws Exception {
    Process browser =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,800",
                "about:blank")
            .redirectOutput(profile.resolve("browser.out").toFile())
            .redirectError(profile.resolve("browser.err").toFile())
            .start();
    try {
      Path port = profile.resolve("DevToolsActivePort");
      Eventually.holds("the browser tells its port", () -> lines(port).size() == 2);
      URI list = URI.create("http://127.0.0.1:%s/json/list".formatted(lines(port).get(0)));
      HttpClient client = HttpClient.newHttpClient();
      JsonNode pages =
          JSON.readTree(
              client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body());
      for (JsonNode page : pages) {
        if (page.path("type").asText().equals("page")) {
          Answers answers = new Answers();
          WebSocket socket =
              client
                  .newWebSocketBuilder()
                  .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), answers)
                  .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
          BrowserPage opened = new BrowserPage(browser, socket, answers);
          opened.call("Page.navigate", Map.of("url", address.toString()));
          Eventually.holds("the page is there", () -> opened.shows(address));
          return opened;
        }
      }
      throw new IOException("the browser shows no page: " + pages);
    } catch (Exception | AssertionError e) {
      end(browser);
      throw e;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private boolean shows(URI address) {
    try {
      return evaluate("document.readyState === 'complete' && location.href")
          .asText()
          .equals(address.toString());
    } catch (Exception e) {
      // The page before went while it was asked.
      return false;
    }
  }

  /** Value of an expression, for which the page may take its time. */
  public JsonNode evaluate(String script) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** What it looks like, as a PNG. */
  public byte[] screenshot() throws Exception {
    return Base64.getDecoder()
        .decode(call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText());
  }

  /** Shows it on a screen of another size. */
  public void resize(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Shows it as to somebody who likes it dark, or not. */
  public void dark(boolean dark) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
    int id = ++sent;
    CompletableFuture<JsonNode> answer = answers.to(id);
    socket
        .sendText(
            JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    try {
      return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException(method + " got no answer", e);
    }
  }

  @Override
  public void close() {
    try {
      call("Browser.close", Map.of());
      browser.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // It is ended below.
    }
    socket.abort();
    end(browser);
  }

  /** With all that it has started, so that nothing writes into its folder any more. */
  private static void end(Process browser) {
    List<ProcessHandle> all =
        Stream.concat(browser.descendants(), Stream.of(browser.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("a browser does not end", e);
      }
    }
  }

  /** What the browser says, by the number of the call that it answers. */
  private static final class Answers implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    CompletableFuture<JsonNode> to(int id) {
      return waiting.computeIfAbsent(id, each -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode said = JSON.readTree(message);
        if (said.has("id")) {
          CompletableFuture<JsonNode> answer = to(said.path("id").asInt());
          if (said.has("error")) {
            answer.completeExceptionally(new IOException(said.path("error").toString()));
          } else {
            answer.complete(said.path("result"));
          }
        }
      } catch (IOException e) {
        waiting.values().forEach(each -> each.completeExceptionally(e));
      }
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      waiting.values().forEach(each -> each.completeExceptionally(error));
    }
  }
}
