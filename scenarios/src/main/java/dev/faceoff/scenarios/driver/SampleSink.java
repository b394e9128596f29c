package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Takes samples from the threads that send requests and writes them to the samples file on a thread
 * of its own, so that a slow disk does not delay requests. Memory is a fixed set of buffers.
 */
final class SampleSink implements AutoCloseable {
  private static final int BUFFERS = 64;
  private static final int BUFFER_BYTES = SampleFile.RECORD_BYTES * 2048;

  private final FileChannel channel;
  private final Deque<ByteBuffer> free = new ArrayDeque<>();
  private final Deque<ByteBuffer> full = new ArrayDeque<>();
  private final Thread writer = new Thread(this::write, "sample-writer");
  private ByteBuffer current;
  private boolean writing;
  private boolean closed;
  private IOException failure;

  SampleSink(Path file, List<String> endpoints) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    writeFully(ByteBuffer.wrap(SampleFile.header(endpoints)));
    for (int i = 0; i < BUFFERS; i++) {
      free.add(ByteBuffer.allocateDirect(BUFFER_BYTES));
    }
    current = free.remove();
    writer.setDaemon(true);
    writer.start();
  }

  /** Takes a sample; waits only when the disk is 5 MB behind. */
  synchronized void put(
      int block,
      int arrival,
      int endpoint,
      Outcome outcome,
      int status,
      int digest,
      int requestDigest,
      int answerBytes,
      long plannedNanos,
      long startNanos,
      long endNanos) {
    if (!closed) {
      SampleFile.put(
          current,
          block,
          arrival,
          endpoint,
          outcome,
          status,
          digest,
          requestDigest,
          answerBytes,
          plannedNanos,
          startNanos,
          endNanos);
      if (!current.hasRemaining()) {
        handOver();
      }
    }
  }

  private void handOver() {
    full.add(current.flip());
    notifyAll();
    awaitUntil(() -> !free.isEmpty());
    current = free.remove();
  }

  /**
   * Returns when all samples taken so far are in the file.
   *
   * @throws IOException if any sample so far could not be written
   */
  synchronized void flush() throws IOException {
    if (current.position() > 0) {
      handOver();
    }
    awaitUntil(() -> !writing && full.isEmpty());
    if (failure != null) {
      throw new IOException("cannot write samples: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
    } finally {
      synchronized (this) {
        closed = true;
        notifyAll();
      }
      channel.close();
    }
  }

  private void write() {
    ByteBuffer buffer;
    while ((buffer = takeFull()) != null) {
      IOException thrown = null;
      try {
        writeFully(buffer);
      } catch (IOException e) {
        thrown = e;
      }
      giveBack(buffer, thrown);
    }
  }

  private synchronized ByteBuffer takeFull() {
    awaitUntil(() -> closed || !full.isEmpty());
    writing = !full.isEmpty();
    return full.poll();
  }

  private synchronized void giveBack(ByteBuffer buffer, IOException thrown) {
    free.add(buffer.clear());
    writing = false;
    if (failure == null) {
      failure = thrown;
    }
    notifyAll();
  }

  private void writeFully(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private synchronized void awaitUntil(BooleanSupplier condition) {
    try {
      while (!condition.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      // Only a shutdown interrupts these threads; the process is about to end.
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing samples", e);
    }
  }
}
