package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Start;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Reads ways of starting a service from single words, of a command line or a file. */
final class Starting {
  /** A registry, which may have a port, then path, tag and digest; see the OCI's distribution. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/)?"
              + "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
              + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

  private Starting() {}

  /**
   * The name of a container image.
   *
   * @throws FaceoffException of kind USAGE if it cannot be one
   */
  static String image(String name) {
    if (!IMAGE.matcher(name).matches()) {
      throw wrong(
          "'%s' is no name of an image; write NAME, NAME:TAG or NAME@sha256:DIGEST, the name in small letters"
              .formatted(name));
    }
    return name;
  }

  /**
   * An executable jar.
   *
   * @throws FaceoffException of kind USAGE if there is none
   */
  static Start.Jar jar(Path folder, String name) {
    Path file = folder.resolve(name).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw wrong("there is no jar '%s'".formatted(name));
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null
          || manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) == null) {
        throw wrong(
            "jar '%s' names no main class; start it by a command: java -cp ...".formatted(name));
      }
      return new Start.Jar(file);
    } catch (IOException e) {
      throw wrong("'%s' is no jar that can be read: %s".formatted(name, e.getMessage()));
    }
  }

  /**
   * A service that runs already.
   *
   * @param place where the address is written, for messages
   * @throws HostNotAllowedException if its host is neither this one nor allowed
   * @throws FaceoffException of kind USAGE if it is no address; the message does not repeat it,
   *     which may hold a password
   */
  static Start.Running running(String place, String text, Predicate<String> isAllowed) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong("an address must look like http://HOST:PORT/PATH");
    }
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getPort() == 0 || url.getPort() > 65535) {
      throw wrong("an address must look like http://HOST:PORT/PATH");
    }
    if (url.getRawUserInfo() != null) {
      throw wrong(
          "an address must hold no user and password; send them in a header of the requests");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw wrong("an address to which paths are appended has no query and no fragment");
    }
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    Hosts.requireAllowed(place, host, isAllowed);
    return new Start.Running(URI.create(text.replaceAll("/+$", "")));
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
