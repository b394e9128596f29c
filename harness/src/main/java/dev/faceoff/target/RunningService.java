package dev.faceoff.target;

import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A service that runs already: it is loaded, and otherwise left alone. */
final class RunningService implements TargetProcess {
  private static final Duration POLL = Duration.ofMillis(50);

  private final String name;
  private final String variant;
  private final URI url;
  private final TargetSpec spec;

  /**
   * @param name in messages
   */
  RunningService(String name, Variant variant, Start.Running start, TargetSpec spec) {
    this.name = name;
    this.variant = variant.name();
    this.url = start.url();
    this.spec = spec;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String variant() {
    return variant;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public boolean isJvm() {
    return false;
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public Optional<URI> metricsUrl() {
    return Readiness.at(url, spec.metricsPath());
  }

  @Override
  public URI readyUrl() {
    return Readiness.url(url, spec.readyPath());
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void awaitReady(Duration limit) throws InterruptedException {
    Readiness readiness = Readiness.of(url, spec.readyPath(), "begin its address with https://");
    long end = System.nanoTime() + limit.toNanos();
    while (!readiness.reached()) {
      if (readiness.obstacle().isPresent() || System.nanoTime() >= end) {
        throw new TargetNotReadyException(
            name,
            "%s %s"
                .formatted(name, readiness.obstacle().orElseGet(() -> readiness.complaint(limit))));
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  @Override
  public void stop() {
    // Whoever started it stops it.
  }

  @Override
  public boolean endsWithin(Duration limit) {
    return false;
  }

  @Override
  public void kill() {
    // As for stop.
  }

  @Override
  public void startAgain() {
    throw new IllegalStateException(name + " is alive");
  }
}
