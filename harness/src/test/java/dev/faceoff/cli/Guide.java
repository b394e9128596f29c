package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of docs shows its readers, to be done as they would. */
record Guide(String text) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("# (\\S+\\.yaml)\\n.*", Pattern.DOTALL);

  static Guide read(String page) throws IOException {
    return new Guide(Files.readString(Path.of("../docs", page)));
  }

  /** The blocks of a language, whole. */
  List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** The YAML files by name; the first line of each names it. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String block : blocks("yaml")) {
      Matcher named = FILE.matcher(block);
      assertThat(named.matches()).as(block).isTrue();
      files.putIfAbsent(named.group(1), block);
    }
    return files;
  }

  List<String> commands() {
    return blocks("sh").stream().flatMap(String::lines).toList();
  }

  /** What a command of it passes to Faceoff. */
  static String[] words(String command) {
    assertThat(command).startsWith("faceoff ");
    String[] words = command.split(" ");
    return Arrays.copyOfRange(words, 1, words.length);
  }
}
