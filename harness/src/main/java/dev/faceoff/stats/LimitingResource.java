package dev.faceoff.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What kept a service from a higher rate, judged by what the first step that was not kept used.
 *
 * <p>The rules, in this order:
 *
 * <ol>
 *   <li>Cores busy for at least {@value #BUSY_MACHINE} of the time: the CPU. Everything else fills
 *       up when cores are short, so this comes first. Named is who used the most of it: service,
 *       database or generator; when all three together used less than half, something else did.
 *   <li>The generator at {@value #BUSY_GENERATOR} of all cores or more: it measured itself.
 *   <li>At least {@value #FULL} of the connections in use while requests spent {@value #WAITING} of
 *       their time or more waiting for one: the connection pool. Threads that wait for a connection
 *       are busy too, so the pool comes before them.
 *   <li>At least {@value #FULL} of the request threads busy: the threads.
 *   <li>Threads that hardly rest, see {@link StepUsage#restlessWork}, do at least {@value #MOST} of
 *       the service's work, while cores are idle: these threads, as of a service that does
 *       everything in one.
 *   <li>Else it is not known: a lock, for example, or a wait for another service.
 * </ol>
 *
 * @param kind what it was
 * @param evidence a sentence with the measured shares, those of the highest kept step beside them
 *     where there is one
 */
public record LimitingResource(Kind kind, String evidence) {
  static final double BUSY_MACHINE = 0.9;
  static final double BUSY_GENERATOR = 0.5;
  static final double FULL = 0.95;
  static final double WAITING = 0.1;
  static final double MOST = 0.5;

  /** What can run out. */
  public enum Kind {
    SERVICE_CPU("CPU, used by the service"),
    DATABASE_CPU("CPU, used by the database"),
    GENERATOR("the load generator"),
    OTHER_CPU("CPU, used by something else on this machine"),
    CONNECTION_POOL("the connection pool"),
    THREADS("request threads"),
    RESTLESS_THREADS("single busy threads"),
    UNKNOWN("not known");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Name for people. */
    public String label() {
      return label;
    }
  }

  /** One who uses CPU. */
  private record User(Kind kind, String name, double share) {}

  /**
   * Judges by two steps.
   *
   * @param kept of the highest rate that kept the objective
   * @param notKept of the lowest rate that did not
   */
  public static LimitingResource of(StepUsage kept, StepUsage notKept) {
    if (atLeast(notKept.machineCpu(), BUSY_MACHINE)) {
      return cpu(kept, notKept);
    }
    if (atLeast(notKept.generatorCpu(), BUSY_GENERATOR)) {
      return new LimitingResource(
          Kind.GENERATOR,
          "The load generator took %s of all cores."
              .formatted(change(kept.generatorCpu(), notKept.generatorCpu())));
    }
    if (atLeast(notKept.connectionsInUse(), FULL) && atLeast(notKept.connectionWait(), WAITING)) {
      return new LimitingResource(
          Kind.CONNECTION_POOL,
          "%s of the connections were in use, and requests spent %s of their time waiting for one."
              .formatted(
                  change(kept.connectionsInUse(), notKept.connectionsInUse()),
                  change(kept.connectionWait(), notKept.connectionWait())));
    }
    if (atLeast(notKept.busyThreads(), FULL)) {
      return new LimitingResource(
          Kind.THREADS,
          "%s of the request threads were busy."
              .formatted(change(kept.busyThreads(), notKept.busyThreads())));
    }
    if (atLeast(notKept.restlessWork(), MOST)) {
      return new LimitingResource(
          Kind.RESTLESS_THREADS,
          "Threads that were on a core for %s of the time or more did %s of the service's work, while the machine's cores were busy for %s: more cores would not help, more threads or processes may."
              .formatted(
                  percent(StepUsage.RESTLESS),
                  change(kept.restlessWork(), notKept.restlessWork()),
                  notKept.machineCpu().isPresent()
                      ? percent(notKept.machineCpu().getAsDouble())
                      : "less than all of the time"));
    }
    return new LimitingResource(Kind.UNKNOWN, nothing(notKept));
  }

  /**
   * Judges by one step, where no rate was kept.
   *
   * @param notKept of the lowest rate that was tried
   */
  public static LimitingResource of(StepUsage notKept) {
    return of(StepUsage.UNKNOWN, notKept);
  }

  private static LimitingResource cpu(StepUsage kept, StepUsage notKept) {
    List<User> users = new ArrayList<>();
    notKept.serviceCpu().ifPresent(s -> users.add(new User(Kind.SERVICE_CPU, "the service", s)));
    notKept.databaseCpu().ifPresent(s -> users.add(new User(Kind.DATABASE_CPU, "the database", s)));
    notKept.generatorCpu().ifPresent(s -> users.add(new User(Kind.GENERATOR, "the generator", s)));
    users.sort((a, b) -> Double.compare(b.share(), a.share()));
    double known = users.stream().mapToDouble(User::share).sum();
    StringBuilder evidence =
        new StringBuilder("The machine's cores were busy for ")
            .append(change(kept.machineCpu(), notKept.machineCpu()))
            .append(" of the time");
    for (User user : users) {
      evidence.append(", ").append(percent(user.share())).append(" by ").append(user.name());
    }
    Kind kind =
        known < MOST * notKept.machineCpu().getAsDouble() ? Kind.OTHER_CPU : users.get(0).kind();
    return new LimitingResource(kind, evidence.append('.').toString());
  }

  private static boolean atLeast(OptionalDouble share, double limit) {
    return share.isPresent() && share.getAsDouble() >= limit;
  }

  private static String change(OptionalDouble kept, OptionalDouble notKept) {
    String now = percent(notKept.getAsDouble());
    return kept.isPresent()
        ? "%s (%s at the highest kept rate)".formatted(now, percent(kept.getAsDouble()))
        : now;
  }

  private static String nothing(StepUsage usage) {
    List<String> seen = new ArrayList<>();
    usage.machineCpu().ifPresent(s -> seen.add("cores busy for %s".formatted(percent(s))));
    usage
        .connectionsInUse()
        .ifPresent(s -> seen.add("%s of the connections in use".formatted(percent(s))));
    usage.busyThreads().ifPresent(s -> seen.add("%s of the threads busy".formatted(percent(s))));
    return seen.isEmpty()
        ? "Nothing was measured that could have run out."
        : "Nothing that is measured had run out: %s.".formatted(String.join(", ", seen));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
