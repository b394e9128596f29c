package dev.faceoff.scenarios.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The generator's samples: a header, then one record of fixed size a request.
 *
 * <p>The header is one line of text that a person can read: magic and version, then the endpoints,
 * parted by tabs; records name endpoints by position. A record is 48 bytes, big-endian: planned
 * start, actual start and end as nanoseconds from the start of the load (8 bytes each), arrival,
 * digest of the answer, digest of the request and size of the answer (4 each), block, endpoint and
 * status (2 each), outcome (1), unused (1). The requests of an arrival stand in the order in which
 * they were sent. A file that ends within a record was cut off; the records before it are whole.
 *
 * <p>Reads record by record; what {@link #next} has read is seen through the accessors.
 */
public final class SampleFile implements AutoCloseable {
  /** Planned start of a request that has none: all but the first of an arrival, and warm-up. */
  public static final long UNPLANNED = Long.MIN_VALUE;

  /** Size of a record. */
  public static final int RECORD_BYTES = 48;

  private static final String MAGIC = "faceoff-samples 3";
  private static final int BUFFER_BYTES = RECORD_BYTES << 15;
  private static final int MAX_HEADER_BYTES = 1 << 16;

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
  private final List<String> endpoints;
  private int at;

  private SampleFile(ReadableByteChannel channel, Path file) throws IOException {
    this.channel = channel;
    this.endpoints = readHeader(file);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws IOException if it cannot be read or does not hold samples of this version
   */
  public static SampleFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new SampleFile(channel, file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The header of a new file. */
  public static byte[] header(List<String> endpoints) {
    for (String endpoint : endpoints) {
      if (endpoint.isBlank() || endpoint.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "an endpoint's name must be plain text, but is \"%s\"".formatted(endpoint));
      }
    }
    byte[] header =
        (MAGIC + "\t" + String.join("\t", endpoints) + "\n").getBytes(StandardCharsets.UTF_8);
    if (header.length > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException(
          "the names of all endpoints must fit into %d bytes".formatted(MAX_HEADER_BYTES));
    }
    return header;
  }

  /** Appends a record of a block that is not inspected; see the accessors for what it holds. */
  public static void put(
      ByteBuffer target,
      int block,
      int arrival,
      int endpoint,
      Outcome outcome,
      int status,
      int digest,
      long plannedNanos,
      long startNanos,
      long endNanos) {
    put(
        target,
        block,
        arrival,
        endpoint,
        outcome,
        status,
        digest,
        0,
        0,
        plannedNanos,
        startNanos,
        endNanos);
  }

  /** Appends a record; see the accessors for what it holds. */
  public static void put(
      ByteBuffer target,
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
    target
        .putLong(plannedNanos)
        .putLong(startNanos)
        .putLong(endNanos)
        .putInt(arrival)
        .putInt(digest)
        .putInt(requestDigest)
        .putInt(answerBytes)
        .putShort((short) block)
        .putShort((short) endpoint)
        .putShort((short) status)
        .put((byte) outcome.code())
        .put((byte) 0);
  }

  private List<String> readHeader(Path file) throws IOException {
    fill();
    byte[] line = new byte[Math.min(buffer.remaining(), MAX_HEADER_BYTES)];
    int length = 0;
    while (length < line.length && (line[length] = buffer.get()) != '\n') {
      length++;
    }
    List<String> fields =
        new ArrayList<>(
            List.of(new String(line, 0, length, StandardCharsets.UTF_8).split("\t", -1)));
    if (length == line.length || !fields.remove(0).equals(MAGIC)) {
      throw new IOException("%s does not hold samples of this version".formatted(file));
    }
    return List.copyOf(fields);
  }

  /** Names of the endpoints, in the order by which records refer to them. */
  public List<String> endpoints() {
    return endpoints;
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end, also if the file ends within a record
   */
  public boolean next() throws IOException {
    if (buffer.remaining() < RECORD_BYTES) {
      fill();
      if (buffer.remaining() < RECORD_BYTES) {
        return false;
      }
    }
    at = buffer.position();
    buffer.position(at + RECORD_BYTES);
    return true;
  }

  private void fill() throws IOException {
    buffer.compact();
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Reads until the buffer is full or the file at its end.
    }
    buffer.flip();
  }

  /** When the arrival was due, from the start of the load, or {@link #UNPLANNED}. */
  public long plannedNanos() {
    return buffer.getLong(at);
  }

  /** Whether this is the first request of a measured arrival. */
  public boolean isPlanned() {
    return plannedNanos() != UNPLANNED;
  }

  /** When the request was sent, from the start of the load. */
  public long startNanos() {
    return buffer.getLong(at + 8);
  }

  /** When the whole answer was there, or the request failed. */
  public long endNanos() {
    return buffer.getLong(at + 16);
  }

  /** How many users came before this one in the block. */
  public int arrival() {
    return buffer.getInt(at + 24);
  }

  /**
   * CRC-32C of the answer's body as bytes; 0 without an answer, and in blocks that are neither
   * matched nor inspected.
   */
  public int digest() {
    return buffer.getInt(at + 28);
  }

  /**
   * CRC-32C of method and address of a GET without a body, which asks the same as any other with
   * it; 0 for others, and in blocks that are not inspected.
   */
  public int requestDigest() {
    return buffer.getInt(at + 32);
  }

  /** Size of the answer's body; 0 without an answer, and in blocks that are not inspected. */
  public int answerBytes() {
    return buffer.getInt(at + 36);
  }

  /** Index of the block in the plan. */
  public int block() {
    return buffer.getShort(at + 40);
  }

  /** Position in {@link #endpoints}. */
  public int endpoint() {
    return buffer.getShort(at + 42);
  }

  /** Status of the answer; 0 without one. */
  public int status() {
    return buffer.getShort(at + 44);
  }

  /** How the request ended. */
  public Outcome outcome() {
    return Outcome.of(buffer.get(at + 46));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
