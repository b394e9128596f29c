package dev.faceoff.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML nodes into records whose components carry {@link Doc}, strictly: every key is known,
 * given once, there unless optional, and of its type; nothing is converted.
 */
final class RecordReader {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");

  private final String file;
  private final Map<String, Place> places = new HashMap<>();

  private RecordReader(String file) {
    this.file = file;
  }

  static <T extends Record> Document<T> read(Path file, Class<T> type) {
    RecordReader reader = new RecordReader(file.toString());
    Node root = YamlFile.read(file).orElseGet(() -> reader.nothing(type));
    return new Document<>(file.toString(), type.cast(reader.record("", root, type)), reader.places);
  }

  /** What a file that says nothing stands for, if it need not say anything. */
  private Node nothing(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (!doc(component).optional()) {
        throw bad("", "the file is empty; it starts with '%s:'".formatted(key(component)));
      }
    }
    return new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
  }

  /** The key in the file of a record's component. */
  static String key(RecordComponent component) {
    String key = doc(component).key();
    return key.isEmpty() ? component.getName() : key;
  }

  static Doc doc(RecordComponent component) {
    return component.getAnnotation(Doc.class);
  }

  private Object record(String path, Node node, Class<?> type) {
    Map<String, Node> values = entries(path, node);
    RecordComponent[] components = type.getRecordComponents();
    List<String> keys = Arrays.stream(components).map(RecordReader::key).toList();
    for (String key : values.keySet()) {
      if (!keys.contains(key)) {
        throw bad(keyPath(child(path, key)), "unknown key '" + key + "'" + Nearest.hint(key, keys));
      }
    }
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String key = key(component);
      Node value = values.get(key);
      if (value == null && !doc(component).optional()) {
        throw bad(path, "the key '" + key + "' is missing" + (path.isEmpty() ? "" : " in " + path));
      }
      arguments[i] =
          value == null
              ? absent(component.getGenericType())
              : value(child(path, key), value, component.getGenericType(), doc(component));
    }
    return newInstance(type, components, arguments);
  }

  private Object value(String path, Node node, Type type, Doc doc) {
    places.put(path, place(node));
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return Optional.of(value(path, node, arguments[0], doc));
      }
      if (generic.getRawType() == List.class) {
        return list(path, node, arguments[0], doc);
      }
      if (generic.getRawType() == Map.class) {
        return map(path, node, arguments[1], doc);
      }
    }
    if (type == String.class) {
      return text(path, node, doc);
    }
    if (type == Boolean.class) {
      return bool(path, node);
    }
    if (type == double.class || type == Double.class) {
      return number(path, node, doc);
    }
    if (type == Amount.class) {
      return amount(path, node, doc);
    }
    if (type == Amounts.class) {
      return amounts(path, node, doc);
    }
    if (type == Words.class) {
      return words(path, node);
    }
    return record(path, node, (Class<?>) type);
  }

  private List<Object> list(String path, Node node, Type element, Doc doc) {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrongType(path, node, "a list");
    }
    int size = sequence.getValue().size();
    if (size < doc.min() || size > doc.max()) {
      throw bad(
          path,
          doc.min() == doc.max()
              ? "%s must have %d entries, but has %d".formatted(path, (int) doc.min(), size)
              : "%s must not be empty".formatted(path));
    }
    List<Object> values = new ArrayList<>();
    for (Node entry : sequence.getValue()) {
      values.add(value(path + "[" + values.size() + "]", entry, element, doc));
    }
    return values;
  }

  /** Values of a map of texts may be any scalar: they are kept as written. */
  private Map<String, Object> map(String path, Node node, Type element, Doc doc) {
    Map<String, Object> values = new LinkedHashMap<>();
    entries(path, node)
        .forEach(
            (key, value) -> {
              String place = child(path, key);
              if (element == String.class && value instanceof ScalarNode scalar) {
                places.put(place, Place.of(value.getStartMark()));
                values.put(key, scalar.getValue());
              } else {
                values.put(key, value(place, value, element, doc));
              }
            });
    return values;
  }

  private Map<String, Node> entries(String path, Node node) {
    places.put(path, place(node));
    if (!(node instanceof MappingNode mapping)) {
      throw wrongType(path, node, "keys with values");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Place place = Place.of(entry.getKeyNode().getStartMark());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new BadFileException(file, place, "a key must be a word");
      }
      places.put(keyPath(child(path, key.getValue())), place);
      if (values.put(key.getValue(), entry.getValueNode()) != null) {
        throw new BadFileException(
            file, place, "the key '" + key.getValue() + "' is given a second time");
      }
    }
    return values;
  }

  private String text(String path, Node node, Doc doc) {
    if (!(node instanceof ScalarNode scalar) || isNumber(node) || isBoolean(node)) {
      throw wrongType(path, node, "text");
    }
    String text = scalar.getValue();
    if (text.isBlank()) {
      throw bad(path, path + " must not be empty");
    }
    if (!doc.matches().isEmpty() && !text.matches(doc.matches())) {
      throw bad(path, "%s must be %s, but is '%s'".formatted(path, doc.form(), text));
    }
    return text;
  }

  /** Words one by one, each any scalar as written, or a text that is taken apart. */
  private Words words(String path, Node node) {
    if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      List<String> words = new ArrayList<>();
      for (Node entry : sequence.getValue()) {
        String place = "%s[%d]".formatted(path, words.size());
        places.put(place, place(entry));
        if (!(entry instanceof ScalarNode scalar)) {
          throw wrongType(place, entry, "text");
        }
        words.add(scalar.getValue());
      }
      return new Words(words);
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      try {
        return Words.of(scalar.getValue());
      } catch (IllegalArgumentException e) {
        throw bad(path, path + ": " + e.getMessage());
      }
    }
    throw wrongType(path, node, "text or a list of words");
  }

  private static Place place(Node node) {
    return node.getStartMark() == null ? Place.START : Place.of(node.getStartMark());
  }

  private boolean bool(String path, Node node) {
    if (!isBoolean(node)) {
      throw wrongType(path, node, "true or false");
    }
    return ((ScalarNode) node).getValue().equals("true");
  }

  private double number(String path, Node node, Doc doc) {
    if (!isNumber(node)) {
      throw wrongType(path, node, "a number");
    }
    double number = Double.parseDouble(((ScalarNode) node).getValue());
    Bounds.of(doc).complaint(path, number).ifPresent(what -> complain(path, what));
    return number;
  }

  private Amount amount(String path, Node node, Doc doc) {
    if (node instanceof ScalarNode scalar) {
      Matcher placeholder = PLACEHOLDER.matcher(scalar.getValue());
      if (placeholder.matches()) {
        return new Amount.FromSetting(placeholder.group(1));
      }
    }
    if (!isNumber(node)) {
      throw wrongType(path, node, "a number or a setting's name in quotes and braces");
    }
    return new Amount.Fixed(number(path, node, doc));
  }

  private Amounts amounts(String path, Node node, Doc doc) {
    if (!(node instanceof MappingNode)) {
      return new Amounts(Optional.of(amount(path, node, doc)), Map.of());
    }
    Map<String, Amount> byName = new LinkedHashMap<>();
    entries(path, node)
        .forEach(
            (name, value) -> {
              String place = child(path, name);
              places.put(place, place(value));
              byName.put(name, amount(place, value, doc));
            });
    if (byName.isEmpty()) {
      throw bad(path, path + " names none; write a number, or leave it out");
    }
    return new Amounts(Optional.empty(), byName);
  }

  private static boolean isNumber(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && NUMBER.matcher(scalar.getValue()).matches();
  }

  private static boolean isBoolean(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && (scalar.getValue().equals("true") || scalar.getValue().equals("false"));
  }

  private static Object absent(Type type) {
    Class<?> raw = (Class<?>) ((ParameterizedType) type).getRawType();
    if (raw == List.class) {
      return List.of();
    }
    return raw == Map.class ? Map.of() : Optional.empty();
  }

  private static Object newInstance(
      Class<?> type, RecordComponent[] components, Object[] arguments) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " refuses its values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private BadFileException wrongType(String path, Node node, String wanted) {
    String hint =
        node instanceof MappingNode && wanted.contains("text")
            ? "; write a placeholder in quotes: \"{port}\""
            : "";
    String what = path.isEmpty() ? "the file" : path;
    return bad(path, "%s must be %s, but is %s%s".formatted(what, wanted, describe(node), hint));
  }

  private static String describe(Node node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue();
      if (text.isEmpty()) {
        return "empty";
      }
      String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
      return (isNumber(node) ? "the number " + shown : "'" + shown.replace('\n', ' ') + "'");
    }
    return node instanceof SequenceNode ? "a list" : "keys with values";
  }

  private void complain(String path, String what) {
    throw bad(path, what);
  }

  private BadFileException bad(String path, String what) {
    return new Document<>(file, "", Collections.unmodifiableMap(places)).bad(path, what);
  }

  private static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Where the place of the key itself is kept, beside that of its value. */
  static String keyPath(String path) {
    return path + "#key";
  }
}
