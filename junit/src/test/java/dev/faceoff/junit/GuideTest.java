package dev.faceoff.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

  @Test
  void itsJavaIsThatOfATestThatRuns() throws IOException {
    String guide = Files.readString(Path.of("../docs/own-service.md"));
    String test = Files.readString(Path.of("src/test/java/dev/faceoff/junit/ShopGateTest.java"));

    Matcher snippets = JAVA.matcher(guide);

    assertThat(snippets.find()).isTrue();
    do {
      assertThat(test).contains(snippets.group(1));
    } while (snippets.find());
  }
}
