package dev.faceoff.apps.nplusone;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes each request slower by a known amount. System properties:
 *
 * <ul>
 *   <li>{@code slow.factor}: 1.05 computes for 5 % of the time the request took;
 *   <li>{@code slow.tailShare} and {@code slow.tailMillis}: that share of the requests sleeps so
 *       long;
 *   <li>{@code slow.statements}: so many further statements;
 *   <li>{@code slow.allocateKibibytes}: garbage.
 * </ul>
 */
final class SlowDown implements Filter {
  private final double factor;
  private final double tailShare;
  private final long tailNanos;
  private final int statements;
  private final int allocateKibibytes;
  private final ConfigurableApplicationContext context;
  private final SplittableRandom random = new SplittableRandom(1);

  private SlowDown(Environment settings, ConfigurableApplicationContext context) {
    this.factor = settings.getProperty("slow.factor", Double.class, 1.0);
    this.tailShare = settings.getProperty("slow.tailShare", Double.class, 0.0);
    this.tailNanos = settings.getProperty("slow.tailMillis", Long.class, 0L) * 1_000_000;
    this.statements = settings.getProperty("slow.statements", Integer.class, 0);
    this.allocateKibibytes = settings.getProperty("slow.allocateKibibytes", Integer.class, 0);
    this.context = context;
  }

  static SlowDown of(ConfigurableApplicationContext context) {
    return new SlowDown(context.getEnvironment(), context);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRequestURI().startsWith("/actuator")) {
      chain.doFilter(request, response);
      return;
    }
    long start = System.nanoTime();
    for (int i = 0; i < statements; i++) {
      new JdbcTemplate(context.getBean(DataSource.class)).queryForObject("select 1", Integer.class);
    }
    if (allocateKibibytes > 0) {
      // Told to the container, so that no compiler finds it useless.
      request.setAttribute("garbage", new byte[allocateKibibytes * 1024]);
    }
    if (isInTail()) {
      LockSupport.parkNanos(tailNanos);
    }
    // The answer ends, for its reader, when the chain of filters returns.
    chain.doFilter(request, response);
    long end = System.nanoTime();
    long until = end + Math.round((end - start) * (factor - 1));
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private synchronized boolean isInTail() {
    return tailShare > 0 && random.nextDouble() < tailShare;
  }
}
