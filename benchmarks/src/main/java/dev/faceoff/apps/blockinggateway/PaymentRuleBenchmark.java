package dev.faceoff.apps.blockinggateway;

import dev.faceoff.apps.blockinggateway.Payment.Status;
import dev.faceoff.apps.blockinggateway.PaymentController.Amount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/**
 * What does the way to a business rule cost: called directly, through Spring MVC, over HTTP? The
 * rule is what the shop checks of a payment; the payment itself is taken in memory. Through MVC
 * adds routing and JSON, and MockMvc's own requests; over HTTP a server and a client in this
 * process and the loopback between them.
 *
 * <p>Expected: a few microseconds, most of them for the texts of refusals that nobody gets; some
 * hundred times as much through MVC; more again over HTTP. A test of the rule should call it
 * directly.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PaymentRuleBenchmark {
  private static final String PATH = "/orders/A-4711/payments";
  private static final String BODY = "{\"amountCents\":1999}";

  /** The rule as an object. */
  @State(Scope.Benchmark)
  public static class Direct {
    private final PaymentController controller = controller();
  }

  /** The rule behind Spring MVC, without a server. */
  @State(Scope.Benchmark)
  public static class Mvc {
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(controller()).build();
  }

  /** The rule behind a server, and a client that keeps its connection. */
  @State(Scope.Benchmark)
  public static class Http {
    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;
    private HttpRequest request;

    @Setup
    public void start() {
      server =
          new SpringApplication(Server.class)
              .run(
                  "--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
      String port = server.getEnvironment().getRequiredProperty("local.server.port");
      request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
              .header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
              .POST(BodyPublishers.ofString(BODY))
              .build();
    }

    @TearDown
    public void stop() {
      server.close();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
  })
  static class Server {
    @Bean
    PaymentController payments() {
      return controller();
    }
  }

  /** Takes every payment at once; the book is only asked for payments made before. */
  private static PaymentController controller() {
    return new PaymentController(
        (reference, amountCents) -> new Payment(reference, amountCents, Status.PAID),
        new PaymentBook(null));
  }

  @Benchmark
  public Object direct(Direct direct) {
    return direct.controller.pay("A-4711", new Amount(1999)).getBody();
  }

  @Benchmark
  public String throughMvc(Mvc mvc) throws Exception {
    return mvc.mvc
        .perform(
            MockMvcRequestBuilders.post(PATH).contentType(MediaType.APPLICATION_JSON).content(BODY))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Benchmark
  public String overHttp(Http http) throws IOException, InterruptedException {
    return http.client.send(http.request, BodyHandlers.ofString()).body();
  }
}
