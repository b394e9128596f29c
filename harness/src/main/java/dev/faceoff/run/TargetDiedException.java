package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import java.nio.file.Path;

/** A target ended while it was under load. */
public final class TargetDiedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  TargetDiedException(String name, Path logs) {
    super(
        Kind.ENVIRONMENT,
        "%s ended while under load; its last words are in %s"
            .formatted(name, logs.resolve(name.replace(' ', '-') + ".log")));
  }
}
