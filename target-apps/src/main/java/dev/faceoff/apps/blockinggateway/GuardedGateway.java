package dev.faceoff.apps.blockinggateway;

import dev.faceoff.apps.blockinggateway.PendingPayments.PendingPayment;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The gateway behind time limits, a bulkhead and a circuit breaker. */
@Component
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class GuardedGateway {
  static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  /** Some fifty times what a charge usually takes. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

  /**
   * Charges under way at a time. Of 20 ms each, eight are 400 a second, sixteen times as many as
   * the lesson's users ask for; when none is answered, no more than eight calls hang.
   *
   * <p>Payments beyond that stay pending, for a worker claims no more than {@link #freeCalls}. A
   * call that is made nevertheless waits as long as a call may take, and is refused then.
   */
  static final int MAX_CALLS = 8;

  /** Calls that decide whether an open circuit breaker closes. */
  private static final int PROBES = 3;

  private static final Duration OPEN = Duration.ofSeconds(1);

  private final RestClient http;
  private final Bulkhead bulkhead;
  private final CircuitBreaker breaker;

  @Autowired
  GuardedGateway(@Value("${gateway.url}") String gatewayUrl) {
    this(gatewayUrl, OPEN);
  }

  /** With another time for which the circuit breaker stays open. */
  GuardedGateway(String gatewayUrl, Duration open) {
    JdkClientHttpRequestFactory factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
    factory.setReadTimeout(READ_TIMEOUT);
    http = RestClient.builder().baseUrl(gatewayUrl).requestFactory(factory).build();
    bulkhead =
        Bulkhead.of(
            "gateway",
            BulkheadConfig.custom()
                .maxConcurrentCalls(MAX_CALLS)
                .maxWaitDuration(CONNECT_TIMEOUT.plus(READ_TIMEOUT))
                .build());
    breaker =
        CircuitBreaker.of(
            "gateway",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(MAX_CALLS)
                .failureRateThreshold(50)
                .waitDurationInOpenState(open)
                // Nobody calls while it is open, so that no call can half-open it.
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                // A gateway that refuses a charge is not out of order.
                .ignoreExceptions(HttpClientErrorException.class)
                .build());
  }

  /**
   * Charges a payment; charging it again takes no more money.
   *
   * @throws RuntimeException if the gateway did not say that it has taken it. It may have.
   */
  void charge(PendingPayment payment) {
    guarded(() -> send(payment));
  }

  /** Makes a call to the gateway, or refuses it. */
  void guarded(Runnable call) {
    bulkhead.executeRunnable(() -> breaker.executeRunnable(call));
  }

  /** How many charges may start now; while the circuit breaker is open, none. */
  int freeCalls() {
    int free = bulkhead.getMetrics().getAvailableConcurrentCalls();
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> 0;
      case HALF_OPEN -> Math.min(free, PROBES);
      case CLOSED, DISABLED, METRICS_ONLY -> free;
    };
  }

  private void send(PendingPayment payment) {
    http.post()
        .uri("/charges")
        .header("Idempotency-Key", payment.id().toString())
        .body(new Charge(payment.reference(), payment.amountCents()))
        .retrieve()
        .toBodilessEntity();
  }
}
