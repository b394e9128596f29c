package dev.faceoff.apps.blockinggateway;

import dev.faceoff.apps.blockinggateway.PendingPayments.PendingPayment;
import io.github.resilience4j.core.IntervalFunction;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Charges pending payments until the gateway says that it has taken them. */
@Component
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class PaymentWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);

  /** How often to look for payments that nobody here knows of: other instances', or retries. */
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than a call may take: whoever took a payment and is silent for longer has died. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  /** Half as much more or less each time, so that those who failed together do not return so. */
  private static final IntervalFunction BACKOFF =
      IntervalFunction.ofExponentialRandomBackoff(
          Duration.ofMillis(100), 2.0, 0.5, Duration.ofSeconds(2));

  private final PendingPayments pending;
  private final PaymentBook book;
  private final GuardedGateway gateway;
  private final Semaphore reasonsToLook = new Semaphore(0);
  private final ExecutorService looking = Executors.newSingleThreadExecutor();
  private final ExecutorService charging = Executors.newCachedThreadPool();

  PaymentWorker(PendingPayments pending, PaymentBook book, GuardedGateway gateway) {
    this.pending = pending;
    this.book = book;
    this.gateway = gateway;
  }

  /** Says that there may be something to do. */
  void wake() {
    reasonsToLook.release();
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    looking.execute(this::look);
  }

  /** What it leaves undone is due again after the lease, here or in another instance. */
  @PreDestroy
  void stop() throws InterruptedException {
    looking.shutdownNow();
    charging.shutdown();
    charging.awaitTermination(LEASE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      while (!looking.isShutdown()) {
        reasonsToLook.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        reasonsToLook.drainPermits();
        chargeWhatIsDue();
      }
    } catch (InterruptedException e) {
      // Told to stop.
      Thread.currentThread().interrupt();
    }
  }

  private void chargeWhatIsDue() {
    int free = gateway.freeCalls();
    if (free == 0) {
      return;
    }
    try {
      pending.claim(free, LEASE).forEach(payment -> charging.execute(() -> charge(payment)));
    } catch (RuntimeException e) {
      LOG.warn("Could not look for pending payments, will look again: {}", e.toString());
    }
  }

  private void charge(PendingPayment payment) {
    try {
      gateway.charge(payment);
      book.markPaid(payment.reference());
      // A call is free again, and more may be due.
      wake();
    } catch (RuntimeException e) {
      Duration delay = Duration.ofMillis(BACKOFF.apply(payment.attempts()));
      LOG.debug("{} in {}: {}", payment, delay, e.toString());
      pending.postpone(payment, delay);
    }
  }
}
