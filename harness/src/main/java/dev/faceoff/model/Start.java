package dev.faceoff.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a service under test comes to run. Shows no secret, whoever prints it. */
public sealed interface Start {
  /** In one word, for reports: "class", "jar", "command", "image" or "URL". */
  String kind();

  /** Whether it is a process or container of this run, which is started and stopped. */
  default boolean isOfThisRun() {
    return true;
  }

  /**
   * Whether that process is a JVM that Faceoff itself starts, with options of its choice.
   *
   * <p>A command or an image may be one too, but that is seen only once it runs.
   */
  default boolean isJvm() {
    return false;
  }

  /** What a person looks for when something is wrong with it. */
  String label();

  /**
   * A main class of the project.
   *
   * @param mainClass on the class path of {@code module}
   * @param module folder of the Maven module that holds it, relative to the project
   */
  record JvmClass(String mainClass, String module) implements Start {
    public JvmClass {
      Checks.requireText(mainClass, "mainClass");
      Checks.requireText(module, "module");
    }

    @Override
    public String kind() {
      return "class";
    }

    @Override
    public boolean isJvm() {
      return true;
    }

    @Override
    public String label() {
      return mainClass;
    }
  }

  /**
   * An executable jar.
   *
   * @param file absolute
   */
  record Jar(Path file) implements Start {
    @Override
    public String kind() {
      return "jar";
    }

    @Override
    public boolean isJvm() {
      return true;
    }

    @Override
    public String label() {
      return file.getFileName().toString();
    }
  }

  /**
   * A program that stays in the foreground.
   *
   * @param words program and arguments, which may hold placeholders
   * @param folder it runs in, absolute
   */
  record Command(List<String> words, Path folder) implements Start {
    private static final Pattern NAMED_VALUE =
        Pattern.compile("(?s)(?:-D|--?)?([A-Za-z][A-Za-z0-9._-]*)=(.*)");
    private static final Pattern NAME = Pattern.compile("--?([A-Za-z][A-Za-z0-9._-]*)");

    public Command {
      words = List.copyOf(Checks.requireSome(words, "words"));
    }

    /**
     * A value that the words say under a name.
     *
     * @param word its index
     * @param start where in that word it begins
     */
    private record Named(String name, int word, int start) {}

    /**
     * What its words say under names: {@code --name=value}, {@code -Dname=value} and {@code
     * name=value}, and {@code --name value} in two words; of other words what they hold, as one
     * that is a shell's whole command line. A name as often as it is there.
     */
    public List<Map.Entry<String, String>> named() {
      List<Map.Entry<String, String>> told = new ArrayList<>();
      List<Named> named = namedValues();
      named.forEach(each -> told.add(Map.entry(each.name(), value(each))));
      for (int i = 0; i < words.size(); i++) {
        int word = i;
        if (named.stream().noneMatch(each -> each.word() == word)) {
          told.addAll(NamedValues.of(words.get(i)));
        }
      }
      return told;
    }

    private List<Named> namedValues() {
      List<Named> values = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        Matcher both = NAMED_VALUE.matcher(words.get(i));
        Matcher name = NAME.matcher(words.get(i));
        if (both.matches()) {
          values.add(new Named(both.group(1), i, both.start(2)));
        } else if (name.matches() && i + 1 < words.size() && !words.get(i + 1).startsWith("-")) {
          values.add(new Named(name.group(1), i + 1, 0));
        }
      }
      return values;
    }

    private String value(Named named) {
      return words.get(named.word()).substring(named.start());
    }

    @Override
    public String kind() {
      return "command";
    }

    /** As it is written, but for {@code ${name}} in the place of each secret. */
    @Override
    public String label() {
      List<String> shown = new ArrayList<>(words.stream().map(NamedValues::masked).toList());
      for (Named each : namedValues()) {
        // A place for something is no secret, and tells more than its name does.
        if (SecretNames.isSecret(each.name()) && !NamedValues.holdsPlace(value(each))) {
          String before = words.get(each.word()).substring(0, each.start());
          shown.set(each.word(), before + "${" + each.name() + "}");
        }
      }
      return String.join(" ", shown);
    }
  }

  /**
   * A container image, of which a container is made.
   *
   * @param name with tag or digest, as users write it
   * @param port that the container listens on; empty for the one that the image says it does, or
   *     when it shares this machine's network
   * @param sharesNetwork whether it shares this machine's network, without which it could not reach
   *     what listens on the loopback interface; it then listens on {@code {port}}, which it must be
   *     told. Otherwise it has a network of its own, and its port is published on loopback
   */
  record Image(String name, OptionalInt port, boolean sharesNetwork) implements Start {
    public Image {
      Checks.requireText(name, "name");
      if (sharesNetwork && port.isPresent()) {
        throw new IllegalArgumentException("what shares this machine's network publishes no port");
      }
    }

    @Override
    public String kind() {
      return "image";
    }

    @Override
    public String label() {
      return name;
    }
  }

  /**
   * A service that runs already and is left running.
   *
   * @param url to which paths are appended; without query, and without the slash at its end
   */
  record Running(URI url) implements Start {
    @Override
    public String kind() {
      return "URL";
    }

    @Override
    public boolean isOfThisRun() {
      return false;
    }

    @Override
    public String label() {
      return url.toString();
    }
  }
}
