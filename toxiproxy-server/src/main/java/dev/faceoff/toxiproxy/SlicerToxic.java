package dev.faceoff.toxiproxy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Cuts chunks into pieces of about {@code average_size} bytes, give or take {@code size_variation},
 * and waits {@code delay} microseconds after each.
 */
final class SlicerToxic implements Toxic {
  static final String AVERAGE_SIZE = "average_size";
  static final String SIZE_VARIATION = "size_variation";
  static final String DELAY = "delay";

  private long averageBytes;
  private long variationBytes;
  private long delayNanos;

  /**
   * Toxiproxy 2.12 halves for ever, and so ends, when a piece cannot get small enough. Hence a size
   * of at least 1, and a variation below the size: then no cut falls on an end of what it cuts.
   */
  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    averageBytes = Math.min(Math.max(1, attributes.get(AVERAGE_SIZE)), Integer.MAX_VALUE);
    variationBytes = Math.min(Math.max(0, attributes.get(SIZE_VARIATION)), averageBytes - 1);
    delayNanos = TimeUnit.MICROSECONDS.toNanos(attributes.get(DELAY));
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    Deque<Integer> sizes = new ArrayDeque<>();
    slice(stage, chunk.size(), sizes);
    send(stage, chunk, sizes);
  }

  private void slice(Stage stage, int bytes, Deque<Integer> sizes) {
    if (bytes <= averageBytes + variationBytes) {
      sizes.add(bytes);
      return;
    }
    int cut = bytes / 2;
    if (variationBytes > 0) {
      cut += (int) stage.random().nextLong(-variationBytes, variationBytes);
    }
    slice(stage, cut, sizes);
    slice(stage, bytes - cut, sizes);
  }

  private void send(Stage stage, Chunk chunk, Deque<Integer> sizes) {
    int size = sizes.poll();
    if (sizes.isEmpty()) {
      stage.emit(chunk);
      stage.pause(delayNanos, () -> {}, () -> {});
    } else {
      stage.emit(chunk.cut(size));
      stage.pause(delayNanos, () -> send(stage, chunk, sizes), () -> stage.emit(chunk));
    }
  }
}
