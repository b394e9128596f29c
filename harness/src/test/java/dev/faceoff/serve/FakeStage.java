package dev.faceoff.serve;

import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stage with nothing behind it; refuses what a real one refuses. */
final class FakeStage implements Stage {
  static final FaultWindow DOWN =
      new FaultWindow("redis-down", new Cut(), "redis", Duration.ZERO, Duration.ofSeconds(3));

  private final List<FaultWindow> faults;
  private final String title;
  private Optional<FaultWindow> active = Optional.empty();
  private double rate = 50;

  FakeStage(List<FaultWindow> faults, String title) {
    this.faults = faults;
    this.title = title;
  }

  @Override
  public About about() {
    return new About(
        "shop",
        title,
        "What does it cost?",
        List.of("naive", "fixed"),
        Duration.ofSeconds(3),
        Optional.of("SQL statements"));
  }

  @Override
  public List<FaultWindow> faults() {
    return faults;
  }

  @Override
  public synchronized Optional<FaultWindow> active() {
    return active;
  }

  @Override
  public synchronized Optional<Duration> left() {
    return active.map(fault -> Duration.ofSeconds(42));
  }

  @Override
  public Duration faultLimit() {
    return Duration.ofSeconds(60);
  }

  @Override
  public synchronized boolean strike(String fault) {
    Optional<FaultWindow> found =
        faults.stream().filter(each -> each.name().equals(fault)).findFirst();
    active = found.or(() -> active);
    return found.isPresent();
  }

  @Override
  public synchronized void lift() {
    active = Optional.empty();
  }

  @Override
  public synchronized double arrivalsPerSecond() {
    return rate;
  }

  @Override
  public double leastArrivalsPerSecond() {
    return 6.25;
  }

  @Override
  public double mostArrivalsPerSecond() {
    return 200;
  }

  @Override
  public synchronized void arrivalsPerSecond(double asked) {
    if (!(asked >= leastArrivalsPerSecond() && asked <= mostArrivalsPerSecond())) {
      throw new IllegalArgumentException("arrivalsPerSecond must be from 6.25 to 200.0");
    }
    rate = asked;
  }
}
