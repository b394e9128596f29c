package dev.faceoff.scenarios.driver;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.faceoff.scenarios.plan.Outcome;
import io.gatling.http.client.impl.RequestTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.slf4j.LoggerFactory;

/**
 * Why a request got no answer.
 *
 * <p>Gatling 3.15 tells the cause to its log alone: the session says only that the request failed.
 * It logs and continues the user on the same thread, so the last cause of the thread is that of the
 * request whose user continues.
 */
final class FailureCause extends AppenderBase<ILoggingEvent> {
  private static final String LOGGER = "io.gatling.http.engine.GatlingHttpListener";
  private static final ThreadLocal<Outcome> LAST = new ThreadLocal<>();

  private FailureCause() {}

  /**
   * Listens to the log until Gatling has played its plan, when it stops the log; costs something
   * only when a request fails.
   */
  static void listen() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    if (!context.isStarted()) {
      restart(context);
    }
    FailureCause cause = new FailureCause();
    cause.setContext(context);
    cause.start();
    Logger logger = context.getLogger(LOGGER);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(cause);
  }

  /** A log that was stopped has lost its settings: every logger would be at DEBUG. */
  private static void restart(LoggerContext context) {
    JoranConfigurator settings = new JoranConfigurator();
    settings.setContext(context);
    context.start();
    try {
      settings.doConfigure(FailureCause.class.getResource("/" + GatlingSettings.LOG_SETTINGS));
    } catch (JoranException e) {
      throw new IllegalStateException("cannot set up the log again: " + e.getMessage(), e);
    }
  }

  /** The cause of this thread's last failure, and forgets it. */
  static Outcome take() {
    Outcome outcome = LAST.get();
    LAST.remove();
    return outcome == null ? Outcome.OTHER : outcome;
  }

  @Override
  public synchronized void doAppend(ILoggingEvent event) {
    // Not the super class's way: it refuses events that a failing append itself logs.
    append(event);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
      LAST.set(outcome(proxy.getThrowable()));
    }
  }

  private static Outcome outcome(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RequestTimeoutException) {
        return Outcome.TIMEOUT;
      }
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return Outcome.CONNECT;
      }
    }
    return Outcome.OTHER;
  }
}
