package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of the HTTP API and their answers. */
abstract class ApiContract extends ToxiproxyContract {
  private static final String NOWHERE = "127.0.0.1:1";

  private static String proxy(String name, String listen) {
    return json("{'name':'%s','listen':'%s','upstream':'%s'}").formatted(name, listen, NOWHERE);
  }

  private Proxy create(String name) throws IOException {
    return toxiproxy.createProxy(name, "127.0.0.1:0", NOWHERE);
  }

  /** A port that somebody else listens on. */
  private String takenAddress() throws IOException {
    return "127.0.0.1:"
        + closing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress())).getLocalPort();
  }

  private void assertError(Answer answer, int status, String message) {
    assertThat(answer.body())
        .isEqualTo(json("{'error':'%s','status':%d}").formatted(message, status) + "\n");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  private void assertBadBody(Answer answer) {
    assertThat(answer.body()).startsWith(json("{'error':'bad request body: "));
    assertThat(answer.status()).isEqualTo(400);
  }

  private static List<String> names(JsonNode things) {
    List<String> names = new ArrayList<>();
    things.forEach(thing -> names.add(thing.path("name").asText()));
    return names;
  }

  // Version, metrics, paths and methods.

  @Test
  void tellsItsVersion() throws Exception {
    Answer answer = get("/version");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(json("{'version': '2.12.0'}") + "\n");
    assertThat(answer.type()).isEqualTo("application/json;charset=utf-8");
    assertThat(toxiproxy.version()).contains("2.12.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/version/",
        "/proxies/",
        "/proxies/proxy/",
        "/proxies/a%2Fb",
        "/proxies/proxy/toxics/",
        "/proxies/proxy/toxics/a%2Fb",
        "/proxies/proxy/toxics/a/b",
        "/proxies/proxy/nothing"
      })
  void knowsNoOtherPaths(String path) throws Exception {
    create("proxy");

    Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("404 page not found\n");
    assertThat(answer.type()).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.header("X-Toxiproxy-Request-Id")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /version",
    "HEAD, /version",
    "OPTIONS, /proxies",
    "HEAD, /proxies",
    "PATCH, /proxies",
    "PUT, /proxies/proxy",
    "GET, /populate",
    "PATCH, /populate",
    "GET, /reset",
    "DELETE, /proxies/proxy/toxics",
    "PUT, /proxies/proxy/toxics/toxic"
  })
  void refusesOtherMethods(String method, String path) throws Exception {
    Answer answer = call(method, path, "");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void givesEachRequestAnId() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      ids.add(get("/proxies").header("X-Toxiproxy-Request-Id"));
    }
    ids.add(get("/proxies/missing").header("X-Toxiproxy-Request-Id"));

    assertThat(ids).hasSize(6).doesNotContain("");
  }

  @Test
  void refusesBrowsers() throws Exception {
    Answer answer = call("GET", "/proxies", "", "User-Agent", "Mozilla/5.0 (X11)");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("User agent not allowed\n");
    assertThat(call("GET", "/no", "", "User-Agent", "Mozilla/5.0").status()).isEqualTo(404);
    assertThat(call("PUT", "/proxies", "", "User-Agent", "Mozilla/5.0").status()).isEqualTo(405);
    assertThat(call("GET", "/proxies", "", "User-Agent", "curl Mozilla/5.0").status())
        .isEqualTo(200);
  }

  @Test
  void countsBytesForPrometheus() throws Exception {
    Proxy proxy = proxyTo(echo());
    try (Client client = client(proxy)) {
      client.send("12345").receive(5);
    }
    String labels = json("{direction='%s',listener='%s',proxy='proxy',upstream='%s'} 5\n");

    for (String direction : List.of("upstream", "downstream")) {
      for (String way : List.of("received", "sent")) {
        String line =
            "\ntoxiproxy_proxy_%s_bytes_total".formatted(way)
                + labels.formatted(direction, proxy.getListen(), proxy.getUpstream());
        Eventually.holds(line, () -> ("\n" + metrics()).contains(line));
      }
    }
    assertThat(metrics()).contains("# TYPE toxiproxy_proxy_received_bytes_total counter\n");
    assertThat(call("DELETE", "/metrics", "").status()).isEqualTo(200);
    assertThat(get("/metrics").type()).startsWith("text/plain; version=0.0.4; charset=utf-8");
  }

  private String metrics() {
    try {
      return get("/metrics").body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // Proxies.

  @Test
  void createsAProxy() throws Exception {
    Answer answer = post("/proxies", proxy("one", "127.0.0.1:0"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.body()).doesNotEndWith("\n");
    JsonNode created = answer.json();
    assertThat(created.path("name").asText()).isEqualTo("one");
    assertThat(created.path("listen").asText()).matches("127\\.0\\.0\\.1:[1-9][0-9]*");
    assertThat(created.path("upstream").asText()).isEqualTo(NOWHERE);
    assertThat(created.path("enabled")).hasToString("true");
    assertThat(created.path("toxics")).hasToString("[]");
    assertThat(get("/proxies/one").json()).isEqualTo(created);
    assertThat(get("/proxies").json().path("one")).isEqualTo(created);
  }

  @Test
  void listsProxiesSortedByName() throws Exception {
    for (String name : List.of("b", "c", "B", "a")) {
      create(name);
    }

    assertThat(names(get("/proxies").json())).containsExactly("B", "a", "b", "c");
    assertThat(toxiproxy.getProxies()).hasSize(4);
  }

  @Test
  void showsTheNumericAddressAndKeepsItsPort() throws Exception {
    Proxy proxy = toxiproxy.createProxy("one", "localhost:0", NOWHERE);
    String listen = proxy.getListen();
    assertThat(listen).matches("(127\\.0\\.0\\.1|\\[::1]):[1-9][0-9]*");

    proxy.disable();
    assertThat(toxiproxy.getProxy("one").getListen()).isEqualTo(listen);
    proxy.enable();
    assertThat(toxiproxy.getProxy("one").getListen()).isEqualTo(listen);
  }

  @Test
  void registersADisabledProxyWithoutListening() throws Exception {
    String listen = takenAddress();
    String disabled = json("{'name':'one','listen':'%s','upstream':'x:1','enabled':false}");

    Answer answer = post("/proxies", disabled.formatted(listen));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("enabled")).hasToString("false");
    assertThat(answer.json().path("listen").asText()).isEqualTo(listen);
  }

  @Test
  void checksAProxyInOrder() throws Exception {
    create("taken");
    String listen = takenAddress();

    assertError(post("/proxies", ""), 400, "bad request body: EOF");
    assertError(post("/proxies", "  \n"), 400, "bad request body: EOF");
    assertError(post("/proxies", "{"), 400, "bad request body: unexpected EOF");
    assertBadBody(post("/proxies", "nonsense"));
    assertBadBody(post("/proxies", "[]"));
    assertBadBody(post("/proxies", json("{'name':1}")));
    assertBadBody(post("/proxies", json("{'name':'x','upstream':'x:1','enabled':'yes'}")));
    assertError(post("/proxies", "{}"), 400, "missing required field: name");
    assertError(post("/proxies", "null"), 400, "missing required field: name");
    assertError(
        post("/proxies", json("{'name':'taken'}")), 400, "missing required field: upstream");
    assertError(post("/proxies", proxy("taken", listen)), 409, "proxy already exists");
    assertError(
        post("/proxies", proxy("free", listen)),
        500,
        "listen tcp %s: bind: address already in use".formatted(listen));
    assertError(
        post("/proxies", proxy("free", "nonsense")),
        500,
        "listen tcp: address nonsense: missing port in address");
    assertError(
        post("/proxies", proxy("free", "a:b:1")),
        500,
        "listen tcp: address a:b:1: too many colons in address");
    assertError(
        post("/proxies", proxy("free", "127.0.0.1:99999")),
        500,
        "listen tcp: address 99999: invalid port");
    assertError(get("/proxies/free"), 404, "proxy not found");
  }

  @Test
  void readsJsonAsGoDoes() throws Exception {
    Answer answer =
        call(
            "POST",
            "/proxies",
            json("{'NAME':'one','Listen':'127.0.0.1:0','upSTREAM':'x:1','other':[1]} {'name':3"),
            "Content-Type",
            "text/csv");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("upstream").asText()).isEqualTo("x:1");
  }

  @Test
  void takesAnyNameWithoutASlash() throws Exception {
    String name = "a ü+&?%<";
    create(name);
    String path = "/proxies/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(get(path + "?query=ignored").json().path("name").asText()).isEqualTo(name);
    assertThat(delete(path).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "POST"})
  void updatesWhatIsGiven(String method) throws Exception {
    String listen = create("one").getListen();

    Answer upstream = call(method, "/proxies/one", json("{'upstream':'x:2','name':'two'}"));
    Answer enabled = call(method, "/proxies/one", json("{'enabled':false,'upstream':null}"));
    Answer nothing = call(method, "/proxies/one", "null");

    assertThat(upstream.status()).isEqualTo(200);
    assertThat(upstream.type()).isEqualTo("application/json");
    assertThat(upstream.json().path("upstream").asText()).isEqualTo("x:2");
    assertThat(upstream.json().path("name").asText()).isEqualTo("one");
    assertThat(upstream.json().path("listen").asText()).isEqualTo(listen);
    assertThat(upstream.json().path("enabled")).hasToString("true");
    assertThat(enabled.json().path("enabled")).hasToString("false");
    assertThat(enabled.json().path("upstream").asText()).isEqualTo("x:2");
    assertThat(nothing.json()).isEqualTo(enabled.json());
  }

  @Test
  void refusesWrongUpdates() throws Exception {
    String listen = create("one").getListen();

    assertError(patch("/proxies/missing", "{"), 404, "proxy not found");
    assertError(patch("/proxies/one", ""), 400, "bad request body: EOF");
    assertBadBody(patch("/proxies/one", json("{'enabled':1}")));
    assertError(
        patch("/proxies/one", json("{'listen':'nonsense','upstream':'x:2'}")),
        500,
        "address nonsense: missing port in address");

    JsonNode unchanged = get("/proxies/one").json();
    assertThat(unchanged.path("listen").asText()).isEqualTo(listen);
    assertThat(unchanged.path("upstream").asText()).isEqualTo(NOWHERE);
    assertThat(unchanged.path("enabled")).hasToString("true");
  }

  @Test
  void leavesAProxyDisabledThatCannotListenAnyMore() throws Exception {
    create("one");
    String taken = takenAddress();
    String message = "listen tcp %s: bind: address already in use".formatted(taken);

    assertError(patch("/proxies/one", json("{'listen':'%s'}").formatted(taken)), 500, message);

    JsonNode proxy = get("/proxies/one").json();
    assertThat(proxy.path("enabled")).hasToString("false");
    assertThat(proxy.path("listen").asText()).isEqualTo(taken);
    assertError(patch("/proxies/one", json("{'enabled':true}")), 500, message);
  }

  @Test
  void changesAListenAddressThroughTheClient() throws Exception {
    Proxy proxy = proxyTo(echo());
    String old = proxy.getListen();

    proxy.setListen("localhost:0");

    assertThat(proxy.getListen()).isNotEqualTo(old);
    assertThat(client(proxy).send("moved").receive(5)).isEqualTo("moved");
  }

  @Test
  void deletesAProxy() throws Exception {
    create("one");

    Answer answer = delete("/proxies/one");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.type()).isEmpty();
    assertError(get("/proxies/one"), 404, "proxy not found");
    assertError(delete("/proxies/one"), 404, "proxy not found");
    assertThat(toxiproxy.getProxyOrNull("one")).isNull();
  }

  // Populate and reset.

  @Test
  void populates() throws Exception {
    Answer answer =
        post(
            "/populate",
            json("[{'name':'b','listen':'127.0.0.1:0','upstream':'x:1'},")
                + json("{'name':'a','listen':'127.0.0.1:0','upstream':'x:1','enabled':false}]"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(names(answer.json().path("proxies"))).containsExactly("b", "a");
    assertThat(answer.json().path("proxies").path(0).path("enabled")).hasToString("true");
    assertThat(answer.json().path("proxies").path(1).path("enabled")).hasToString("false");
    assertThat(post("/populate", "[]").body()).isEqualTo(json("{'proxies':null}"));
    assertThat(post("/populate", "[]").status()).isEqualTo(201);
  }

  @Test
  void leavesPopulatedProxiesThatAreThereAlready() throws Exception {
    Proxy proxy = create("one");
    proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 1);
    proxy.disable();
    String port = proxy.getListen().substring(proxy.getListen().lastIndexOf(':'));

    JsonNode same = post("/populate", "[" + proxy("one", "127.0.0.1" + port) + "]").json();

    assertThat(same.at("/proxies/0/enabled")).hasToString("false");
    assertThat(names(same.at("/proxies/0/toxics"))).containsExactly("slow");

    JsonNode other =
        post("/populate", "[" + proxy("one", "127.0.0.1" + port).replace(NOWHERE, "x:2") + "]")
            .json();

    assertThat(other.at("/proxies/0/enabled")).hasToString("true");
    assertThat(other.at("/proxies/0/toxics")).hasToString("[]");
    assertThat(other.at("/proxies/0/upstream").asText()).isEqualTo("x:2");
  }

  @Test
  void replacesPopulatedProxiesWithoutAPort() throws Exception {
    Proxy proxy = create("one");
    proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 1);

    JsonNode replaced = post("/populate", "[" + proxy("one", "127.0.0.1:0") + "]").json();

    assertThat(replaced.at("/proxies/0/toxics")).hasToString("[]");
  }

  @Test
  void checksAllBeforeItPopulatesAny() throws Exception {
    String good = proxy("one", "127.0.0.1:0");

    Answer unnamed = post("/populate", "[" + good + json(",{'upstream':'x:1'}]"));
    Answer nowhere = post("/populate", "[" + good + json(",{'name':'two'}]"));
    Answer wrong = post("/populate", "{}");

    assertThat(unnamed.status()).isEqualTo(400);
    assertThat(unnamed.type()).isEqualTo("application/json");
    assertThat(unnamed.json().path("error").asText())
        .isEqualTo("missing required field: name at proxy 2");
    assertThat(unnamed.json().path("status").asInt()).isEqualTo(400);
    assertThat(nowhere.json().path("error").asText())
        .isEqualTo("missing required field: upstream at proxy 2");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("error").asText()).startsWith("bad request body: ");
    assertThat(post("/populate", "").json().path("error").asText())
        .isEqualTo("bad request body: EOF");
    assertError(get("/proxies/one"), 404, "proxy not found");
  }

  @Test
  void keepsWhatItPopulatedBeforeAFailure() throws Exception {
    String taken = takenAddress();

    Answer answer =
        post(
            "/populate",
            "[%s,%s,%s]"
                .formatted(
                    proxy("one", "127.0.0.1:0"),
                    proxy("two", taken),
                    proxy("three", "127.0.0.1:0")));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.json().path("error").asText())
        .isEqualTo("listen tcp %s: bind: address already in use".formatted(taken));
    assertThat(answer.json().path("status").asInt()).isEqualTo(500);
    assertThat(names(answer.json().path("proxies"))).containsExactly("one");
    assertThat(names(get("/proxies").json())).containsExactly("one");
  }

  @Test
  void resetsEveryProxy() throws Exception {
    Proxy one = create("one");
    Proxy two = create("two");
    one.disable();
    one.toxics().latency("up", ToxicDirection.UPSTREAM, 1);
    one.toxics().latency("down", ToxicDirection.DOWNSTREAM, 1);
    two.toxics().bandwidth("slow", ToxicDirection.DOWNSTREAM, 1);

    Answer answer = post("/reset", "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    for (JsonNode proxy : get("/proxies").json()) {
      assertThat(proxy.path("enabled")).hasToString("true");
      assertThat(proxy.path("toxics")).hasToString("[]");
    }
    toxiproxy.reset();
  }

  @Test
  void saysWhichProxyCannotListenAtAReset() throws Exception {
    String taken = takenAddress();
    post("/proxies", proxy("one", taken).replace("}", json(",'enabled':false}")));

    assertError(
        post("/reset", ""), 500, "listen tcp %s: bind: address already in use".formatted(taken));
  }

  // Toxics.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          noop        | {}
          latency     | {'latency':7,'jitter':0}
          bandwidth   | {'rate':0}
          slow_close  | {'delay':0}
          timeout     | {'timeout':0}
          slicer      | {'average_size':0,'size_variation':0,'delay':0}
          limit_data  | {'bytes':0}
          reset_peer  | {'timeout':0}
          """)
  void createsToxicsOfEveryType(String type, String attributes) throws Exception {
    create("one");

    Answer answer =
        post(
            "/proxies/one/toxics",
            json("{'type':'%s','attributes':{'latency':7,'other':1}}").formatted(type));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.body())
        .isEqualTo(
            json("{'attributes':%s,'name':'%s_downstream','type':'%s',")
                    .formatted(json(attributes), type, type)
                + json("'stream':'downstream','toxicity':1}"));
    assertThat(get("/proxies/one/toxics/" + type + "_downstream").body()).isEqualTo(answer.body());
    assertThat(get("/proxies/one/toxics").body()).isEqualTo("[" + answer.body() + "]");
    assertThat(get("/proxies/one").json().path("toxics").path(0)).isEqualTo(answer.json());
  }

  @Test
  void listsUpstreamToxicsFirstAndEachDirectionInOrderOfCreation() throws Exception {
    Proxy proxy = create("one");
    proxy.toxics().latency("z", ToxicDirection.DOWNSTREAM, 1);
    proxy.toxics().latency("y", ToxicDirection.UPSTREAM, 1);
    proxy.toxics().bandwidth("b", ToxicDirection.DOWNSTREAM, 1);
    proxy.toxics().timeout("a", ToxicDirection.UPSTREAM, 1);

    assertThat(names(get("/proxies/one/toxics").json())).containsExactly("y", "a", "z", "b");
    assertThat(names(get("/proxies/one").json().path("toxics")))
        .containsExactly("y", "a", "z", "b");
    assertThat(proxy.toxics().getAll()).hasSize(4);
  }

  @Test
  void echoesTheStreamAsItWasGiven() throws Exception {
    create("one");

    JsonNode toxic =
        post("/proxies/one/toxics", json("{'type':'latency','stream':'UPstream','toxicity':0.1}"))
            .json();

    assertThat(toxic.path("stream").asText()).isEqualTo("UPstream");
    assertThat(toxic.path("name").asText()).isEqualTo("latency_UPstream");
    assertThat(toxic.path("toxicity")).hasToString("0.1");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, -1", "7, 7", "0.25, 0.25", "1.0, 1", "null, 1"})
  void takesAnyToxicity(String given, String shown) throws Exception {
    create("one");

    String toxic = json("{'type':'noop','toxicity':%s}").formatted(given);

    assertThat(post("/proxies/one/toxics", toxic).json().path("toxicity")).hasToString(shown);
  }

  @Test
  void checksAToxicInOrder() throws Exception {
    create("one");
    String path = "/proxies/one/toxics";
    String stream = "stream was invalid, can be either upstream or downstream";
    post(path, json("{'type':'latency','name':'taken'}"));

    assertError(post("/proxies/missing/toxics", "{"), 404, "proxy not found");
    assertError(post(path, ""), 400, "bad request body: EOF");
    assertError(post(path, json("{'stream':'x','type':'y'}")), 400, stream);
    assertError(post(path, json("{'stream':'','type':'y'}")), 400, stream);
    assertError(post(path, json("{'name':'taken','type':'y'}")), 400, "invalid toxic type");
    assertError(post(path, json("{'type':'Latency'}")), 400, "invalid toxic type");
    assertError(post(path, "{}"), 400, "invalid toxic type");
    assertError(
        post(
            path,
            json("{'name':'taken','type':'latency','stream':'upstream',")
                + json("'attributes':{'latency':'x'}}")),
        409,
        "toxic already exists");
    for (String wrong : List.of("1.5", "1.0", "1e2", "'1'", "true", "99999999999999999999")) {
      assertBadBody(
          post(path, json("{'type':'latency','attributes':{'latency':%s}}".formatted(wrong))));
    }
    assertBadBody(post(path, json("{'type':'latency','toxicity':'x'}")));
    assertBadBody(post(path, json("{'type':'latency','attributes':[]}")));
    assertThat(names(get(path).json())).containsExactly("taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "POST"})
  void updatesAToxic(String method) throws Exception {
    create("one");
    post("/proxies/one/toxics", json("{'type':'latency','name':'t','attributes':{'latency':5}}"));
    String path = "/proxies/one/toxics/t";

    Answer jitter =
        call(
            method,
            path,
            json("{'attributes':{'JITTER':3,'other':1},'toxicity':0.5,")
                + json("'name':'x','type':'noop','stream':'upstream'}"));

    assertThat(jitter.status()).isEqualTo(200);
    assertThat(jitter.body())
        .isEqualTo(
            json("{'attributes':{'latency':5,'jitter':3},'name':'t','type':'latency',")
                + json("'stream':'downstream','toxicity':0.5}"));
    assertThat(call(method, path, "{}").body()).isEqualTo(jitter.body());
    assertThat(get(path).body()).isEqualTo(jitter.body());
    assertThat(call(method, path, json("{'toxicity':1}")).json().path("toxicity")).hasToString("1");
  }

  @Test
  void refusesWrongUpdatesOfToxics() throws Exception {
    create("one");
    post("/proxies/one/toxics", json("{'type':'latency','name':'t','attributes':{'latency':5}}"));

    assertError(patch("/proxies/missing/toxics/t", "{"), 404, "proxy not found");
    assertError(patch("/proxies/one/toxics/missing", "{"), 404, "toxic not found");
    assertError(patch("/proxies/one/toxics/t", ""), 400, "bad request body: EOF");
    assertBadBody(patch("/proxies/one/toxics/t", json("{'attributes':{'latency':'x'}}")));
    assertBadBody(patch("/proxies/one/toxics/t", json("{'toxicity':'x'}")));
    assertThat(get("/proxies/one/toxics/t").json().at("/attributes/latency").asInt()).isEqualTo(5);
  }

  @Test
  void removesAToxic() throws Exception {
    create("one");
    post("/proxies/one/toxics", json("{'type':'latency','name':'a b'}"));

    Answer answer = delete("/proxies/one/toxics/a%20b");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertError(get("/proxies/one/toxics/a%20b"), 404, "toxic not found");
    assertError(delete("/proxies/one/toxics/a%20b"), 404, "toxic not found");
    assertError(get("/proxies/missing/toxics"), 404, "proxy not found");
    assertError(get("/proxies/missing/toxics/t"), 404, "proxy not found");
    assertError(delete("/proxies/missing/toxics/t"), 404, "proxy not found");
    assertThat(get("/proxies/one/toxics").body()).isEqualTo("[]");
  }
}
