package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import java.util.List;

/** What was played says nothing about the service. */
final class UnsoundException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> complaints;

  /**
   * @param complaints a sentence each
   */
  UnsoundException(List<String> complaints) {
    super(Kind.ENVIRONMENT, String.join(" ", complaints));
    this.complaints = List.copyOf(complaints);
  }

  List<String> complaints() {
    return complaints;
  }
}
