package dev.faceoff.toxiproxy;

import io.netty.buffer.ByteBuf;

/**
 * Bytes that were read at once, or a piece of them.
 *
 * @param data owned by whoever holds the chunk
 * @param arrivedNanos when it arrived, by {@link System#nanoTime}; a delay moves it, so that delays
 *     add up
 */
record Chunk(ByteBuf data, long arrivedNanos) {

  int size() {
    return data.readableBytes();
  }

  /** Cuts the first bytes off into a chunk of their own; this one keeps the rest. */
  Chunk cut(int bytes) {
    return new Chunk(data.readRetainedSlice(bytes), arrivedNanos);
  }

  /** The same bytes, as if they had arrived that much later. */
  Chunk later(long nanos) {
    return new Chunk(data, arrivedNanos + nanos);
  }

  void drop() {
    data.release();
  }
}
