package dev.faceoff.scenarios.declared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of values from a file: CSV with a header (RFC 4180), or a JSON array of flat objects. */
public final class Feeder {
  /** More than this is no file of values. */
  public static final int MAX_BYTES = 16 << 20;

  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final List<String> columns;
  private final List<Map<String, String>> rows;

  private Feeder(List<String> columns, List<Map<String, String>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not as it must be; the message is for the user
   */
  public static Feeder read(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!name.endsWith(".csv") && !name.endsWith(".json")) {
      throw new IOException("a feeder is a .csv or .json file");
    }
    String text = text(file);
    Feeder feeder = name.endsWith(".csv") ? ofCsv(text) : ofJson(text);
    if (feeder.rows.isEmpty()) {
      throw new IOException("it has no rows");
    }
    return feeder;
  }

  /** Names of the values of a row. */
  public List<String> columns() {
    return columns;
  }

  int size() {
    return rows.size();
  }

  /** The values of a row, by column. */
  Map<String, String> row(int index) {
    return rows.get(index);
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it is too large; at most %d MiB are read".formatted(MAX_BYTES >> 20));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("it is no text in UTF-8", e);
    }
  }

  private static Feeder ofCsv(String text) throws IOException {
    try (CSVParser csv = CSVParser.parse(text, CSV)) {
      List<String> columns = next(csv);
      if (columns.isEmpty()) {
        throw new IOException("it is empty; its first line names the columns");
      }
      requireNames(columns);
      List<Map<String, String>> rows = new ArrayList<>();
      for (List<String> fields = next(csv); !fields.isEmpty(); fields = next(csv)) {
        if (fields.size() != columns.size()) {
          throw new IOException(
              "line %d has %d fields, but the first line names %d"
                  .formatted(csv.getCurrentLineNumber(), fields.size(), columns.size()));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
          row.put(columns.get(i), fields.get(i));
        }
        rows.add(Collections.unmodifiableMap(row));
      }
      return new Feeder(columns, rows);
    }
  }

  /** The fields of the next record; none at the end. */
  private static List<String> next(CSVParser csv) throws IOException {
    try {
      Iterator<CSVRecord> records = csv.iterator();
      return records.hasNext() ? records.next().toList() : List.of();
    } catch (UncheckedIOException e) {
      throw new IOException(
          "up to line %d a quote is not closed, or text follows a closing one"
              .formatted(csv.getCurrentLineNumber()),
          e);
    }
  }

  private static Feeder ofJson(String text) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "line %d is no valid JSON: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
    if (!root.isArray()) {
      throw new IOException("it must hold an array of objects");
    }
    List<String> columns = new ArrayList<>();
    if (!root.isEmpty()) {
      root.get(0).fieldNames().forEachRemaining(columns::add);
      requireNames(columns);
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode element : root) {
      rows.add(row(element, rows.size() + 1, columns));
    }
    return new Feeder(columns, rows);
  }

  private static Map<String, String> row(JsonNode element, int number, List<String> columns)
      throws IOException {
    Map<String, String> row = new LinkedHashMap<>();
    for (String column : columns) {
      JsonNode value = element.get(column);
      if (value == null || !value.isValueNode() || value.isNull()) {
        throw new IOException(
            "object %d must have a text, number or boolean '%s' as the first one has"
                .formatted(number, column));
      }
      row.put(column, value.asText());
    }
    return Collections.unmodifiableMap(row);
  }

  private static void requireNames(List<String> columns) throws IOException {
    for (String column : columns) {
      if (column.isBlank() || column.startsWith("own.")) {
        throw new IOException(
            "a column must have a name that does not start with 'own.', but one is '%s'"
                .formatted(column));
      }
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IOException("two columns have the same name");
    }
  }
}
