package dev.faceoff.backend;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Keeps Flyway quiet: what a user must know of it is in the exception it throws. */
public final class SilentFlywayLog implements LogCreator {
  /** Called by Flyway, which is given the name of this class. */
  public SilentFlywayLog() {}

  @Override
  public Log createLogger(Class<?> owner) {
    return new Silence();
  }

  private static final class Silence implements Log {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception cause) {}

    @Override
    public void notice(String message) {}
  }
}
