package dev.faceoff.apps.nocache;

/** Nothing left to sell of a product. */
final class SoldOutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SoldOutException(long productId, Throwable cause) {
    super("product %d is sold out".formatted(productId), cause);
  }
}
