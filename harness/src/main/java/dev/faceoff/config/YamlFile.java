package dev.faceoff.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a small YAML file written by hand: one document of plain data, no aliases and no tags. */
final class YamlFile {
  static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_DEPTH = 20;

  private final String name;

  private YamlFile(String name) {
    this.name = name;
  }

  /**
   * Parses {@code file}; empty if the file says nothing.
   *
   * @throws BadFileException if it is missing, too large, no text, no YAML, or more than plain data
   */
  static Optional<Node> read(Path file) {
    return new YamlFile(file.toString()).parse(file);
  }

  private Optional<Node> parse(Path file) {
    String text = text(file);
    try {
      refuseMoreThanData(text);
      Node root = yaml().compose(new StringReader(text));
      boolean nothing =
          root == null || (root instanceof ScalarNode scalar && scalar.getValue().isEmpty());
      return nothing ? Optional.empty() : Optional.of(root);
    } catch (MarkedYAMLException e) {
      String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
      Place place = e.getProblemMark() == null ? Place.START : Place.of(e.getProblemMark());
      throw bad(place, "no valid YAML: " + oneLine(problem));
    } catch (ReaderException e) {
      throw bad(
          placeOf(text, e.getPosition()),
          "not a text file: it holds the control character U+%04X".formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      throw bad(Place.START, "no valid YAML: " + oneLine(e.getMessage()));
    }
  }

  private String text(Path file) {
    if (!Files.exists(file)) {
      throw bad(Place.START, "there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw bad(Place.START, "not a file");
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw bad(Place.START, "cannot be read: " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw bad(
          Place.START,
          "the file is too large; at most %d KiB are read".formatted(MAX_BYTES / 1024));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw bad(Place.START, "not a text file in UTF-8");
    }
  }

  /** An alias bomb is stopped here, before nodes are made of it. */
  private void refuseMoreThanData(String text) {
    int documents = 0;
    int depth = 0;
    for (Event event : yaml().parse(new StringReader(text))) {
      Place place = Place.of(event.getStartMark());
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw bad(place, "nested more than %d levels deep".formatted(MAX_DEPTH));
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw bad(place, "a second document; a file holds one");
      }
      if (event instanceof NodeEvent node && node.getAnchor() != null) {
        throw bad(place, "anchors and aliases (& and *) are not read; write the value out");
      }
      if ((event instanceof ScalarEvent scalar && scalar.getTag() != null)
          || (event instanceof CollectionStartEvent start && start.getTag() != null)) {
        throw bad(place, "tags (!) are not read; write plain values");
      }
    }
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_BYTES);
    return new Yaml(options);
  }

  private BadFileException bad(Place place, String what) {
    return new BadFileException(name, place, what);
  }

  private static Place placeOf(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return new Place(line + 1, before.length() - before.lastIndexOf('\n'));
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }
}
