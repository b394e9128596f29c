package dev.faceoff.config;

import dev.faceoff.model.Alerting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The alerts in a file of Prometheus' rules. Whether the rules are right is Prometheus' to say.
 *
 * @param alerts names of all
 * @param pages names of those that wake somebody, see {@link Alerting.Watch#PAGE}
 */
record RuleFile(Set<String> alerts, Set<String> pages) {

  /**
   * Reads a file.
   *
   * @throws BadFileException if it is no YAML, or has no groups of rules
   */
  static RuleFile read(Path file) {
    Set<String> alerts = new TreeSet<>();
    Set<String> pages = new TreeSet<>();
    List<Node> groups = YamlFile.read(file).map(root -> list(root, "groups")).orElse(List.of());
    if (groups.isEmpty()) {
      throw new BadFileException(
          file.toString(), Place.START, "no file of Prometheus' rules: it has no 'groups'");
    }
    for (Node group : groups) {
      for (Node rule : list(group, "rules")) {
        Optional<String> name = text(rule, "alert");
        name.ifPresent(alerts::add);
        if (of(rule, "labels")
            .flatMap(labels -> text(labels, "severity"))
            .filter(Alerting.Watch.PAGE::equals)
            .isPresent()) {
          name.ifPresent(pages::add);
        }
      }
    }
    return new RuleFile(alerts, pages);
  }

  private static List<Node> list(Node node, String key) {
    return of(node, key).stream()
        .filter(SequenceNode.class::isInstance)
        .flatMap(sequence -> ((SequenceNode) sequence).getValue().stream())
        .toList();
  }

  private static Optional<String> text(Node node, String key) {
    return of(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(scalar -> ((ScalarNode) scalar).getValue());
  }

  private static Optional<Node> of(Node node, String key) {
    if (!(node instanceof MappingNode mapping)) {
      return Optional.empty();
    }
    return mapping.getValue().stream()
        .filter(
            entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }
}
