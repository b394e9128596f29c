package dev.faceoff.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

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
    public Command {
      words = List.copyOf(Checks.requireSome(words, "words"));
    }

    @Override
    public String kind() {
      return "command";
    }

    @Override
    public String label() {
      return String.join(" ", words);
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
