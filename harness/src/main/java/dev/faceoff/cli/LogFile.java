package dev.faceoff.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that this process logs into, as logback.xml has it. */
final class LogFile {
  private static final String PROPERTY = "faceoff.log";
  private static final String APPENDER = "file";

  private LogFile() {}

  /** Has everything logged into {@code file} from here on, also by what has a logger already. */
  static void moveTo(Path file) {
    System.setProperty(PROPERTY, file.toString());
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
            instanceof FileAppender<?> appender) {
      Path before = Path.of(appender.getFile());
      appender.stop();
      appender.setFile(file.toString());
      appender.start();
      if (!before.equals(file)) {
        deleteIfEmpty(before);
      }
    }
  }

  /** Logback makes a file before there is anything to write. */
  private static void deleteIfEmpty(Path file) {
    try {
      if (Files.exists(file) && Files.size(file) == 0) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // An empty file is in nobody's way.
    }
  }
}
