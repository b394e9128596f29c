package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogFileTest {
  /** Made before the file is known, as by libraries that are asked about this machine first. */
  private static final Logger LOG = LoggerFactory.getLogger(LogFileTest.class);

  @TempDir private Path folder;

  @AfterEach
  void logElsewhere() {
    LogFile.moveTo(Path.of("target", "tests.log").toAbsolutePath());
  }

  @Test
  void aLoggerThatIsThereAlreadyLogsIntoTheNewFile() {
    Path first = folder.resolve("first.log");
    Path second = folder.resolve("logs/second.log");
    LogFile.moveTo(first);
    LOG.warn("one");

    LogFile.moveTo(second);
    LOG.warn("two");

    assertThat(first).content().contains("one").doesNotContain("two");
    assertThat(second).content().contains("two").doesNotContain("one");
  }

  @Test
  void noEmptyFileIsLeftBehind() {
    Path first = folder.resolve("first.log");
    LogFile.moveTo(first);

    LogFile.moveTo(folder.resolve("second.log"));

    assertThat(first).doesNotExist();
  }
}
