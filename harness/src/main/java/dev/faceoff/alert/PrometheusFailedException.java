package dev.faceoff.alert;

import dev.faceoff.model.FaceoffException;

/** Prometheus is not there, did not start or did not go on. */
public final class PrometheusFailedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  PrometheusFailedException(String message) {
    super(Kind.ENVIRONMENT, message);
  }
}
