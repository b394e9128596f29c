package dev.faceoff.toxiproxy;

/** A request that is refused, with the status and the text of the answer. */
final class ApiException extends Exception {
  private final int status;

  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  static ApiException badRequest(String message) {
    return new ApiException(400, message);
  }

  static ApiException notFound(String what) {
    return new ApiException(404, what + " not found");
  }

  static ApiException exists(String what) {
    return new ApiException(409, what + " already exists");
  }

  static ApiException failed(String message) {
    return new ApiException(500, message);
  }

  int status() {
    return status;
  }
}
