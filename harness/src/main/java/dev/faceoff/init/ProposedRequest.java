package dev.faceoff.init;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as it is proposed to the user. Path, headers and body are templates, as in the file.
 *
 * @param headers by name, in order
 * @param body empty for none
 * @param fed whether it has values of the feeder
 * @param sent whether it is sent as it is; else it is written as a comment
 * @param changing whether it changes what later answers tell
 * @param comments what the user should know of it, a line each
 */
record ProposedRequest(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    boolean fed,
    boolean sent,
    boolean changing,
    List<String> comments) {
  ProposedRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    comments = List.copyOf(comments);
  }

  /** One that asks for a page and needs nothing. */
  static ProposedRequest get(String name, String path, String... comments) {
    return new ProposedRequest(
        name, "GET", path, Map.of(), "", false, true, false, List.of(comments));
  }

  /** The same as a comment. */
  ProposedRequest asComment() {
    return new ProposedRequest(name, method, path, headers, body, fed, false, changing, comments);
  }

  /**
   * Its lines in the file, without the indentation of the list.
   *
   * @param feeder file of the values
   */
  List<String> lines(String feeder) {
    List<String> lines = new ArrayList<>();
    lines.add("- name: " + YamlText.of(name));
    if (!method.equals("GET")) {
      lines.add("  method: " + method);
    }
    lines.add("  path: " + YamlText.of(path));
    if (!headers.isEmpty()) {
      lines.add("  headers:");
      headers.forEach(
          (header, value) -> lines.add("    " + YamlText.of(header) + ": " + YamlText.of(value)));
    }
    if (!body.isEmpty()) {
      lines.add("  body: " + YamlText.of(body));
    }
    if (fed) {
      lines.add("  feeder: " + YamlText.of(feeder));
    }
    if (changing) {
      lines.add("  changing: true");
    }
    return lines;
  }
}
