package dev.faceoff.scenarios.declared;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes comma-separated values apart, record by record (RFC 4180). Empty lines are passed over. */
final class CsvText {
  private final String text;
  private int at;
  private int line = 1;
  private int recordLine = 1;

  CsvText(String text) {
    this.text = text;
  }

  /** Line, from 1, in which the last record began. */
  int line() {
    return recordLine;
  }

  /** The fields of the next record; none at the end. */
  List<String> next() throws IOException {
    while (at < text.length() && isLineEnd(text.charAt(at))) {
      skipLineEnd();
    }
    recordLine = line;
    List<String> fields = new ArrayList<>();
    if (at == text.length()) {
      return fields;
    }
    do {
      fields.add(field());
    } while (skipComma());
    if (at < text.length()) {
      if (!isLineEnd(text.charAt(at))) {
        throw new IOException("line %d goes on after a closing quote".formatted(line));
      }
      skipLineEnd();
    }
    return fields;
  }

  private String field() throws IOException {
    if (at < text.length() && text.charAt(at) == '"') {
      return quotedField();
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && !isLineEnd(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quotedField() throws IOException {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        if (at == text.length() || text.charAt(at) != '"') {
          return field.toString();
        }
        at++;
      } else if (c == '\n') {
        line++;
      }
      field.append(c);
    }
    throw new IOException("line %d opens a quote that is never closed".formatted(recordLine));
  }

  private boolean skipComma() {
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private void skipLineEnd() {
    if (text.startsWith("\r\n", at)) {
      at++;
    }
    at++;
    line++;
  }
}
