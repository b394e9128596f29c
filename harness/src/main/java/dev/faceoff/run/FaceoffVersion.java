package dev.faceoff.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Faceoff itself, as the build wrote it down. */
public final class FaceoffVersion {
  /** Its name among the versions of a run. */
  static final String COMPONENT = "faceoff";

  private FaceoffVersion() {}

  /** Of what runs here, for example "0.1.0". */
  public static String here() {
    Properties properties = new Properties();
    try (InputStream in = FaceoffVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
