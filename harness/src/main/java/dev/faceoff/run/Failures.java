package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What breaks a measurement, as it is reported. */
final class Failures {
  private Failures() {}

  /** Something that measures. */
  interface Work {
    void run() throws InterruptedException, IOException;
  }

  /**
   * Measures.
   *
   * @return why it broke; empty when it did not, also when it was interrupted: that was asked for,
   *     and what was measured until then counts
   */
  static Optional<FaceoffException> of(Work work) {
    try {
      work.run();
      return Optional.empty();
    } catch (InterruptedException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new FaceoffException(
              FaceoffException.Kind.ENVIRONMENT, "A file could not be read or written: " + e, e));
    } catch (FaceoffException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(
          new FaceoffException(FaceoffException.Kind.INTERNAL, "Faceoff itself failed: " + e, e));
    }
  }

  /**
   * What a reading yielded.
   *
   * @throws FaceoffException that it failed of
   */
  static <T> T passedOn(Future<T> reading) throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FaceoffException failure) {
        throw failure;
      }
      throw new IllegalStateException("a reading failed: " + e.getCause(), e.getCause());
    }
  }
}
