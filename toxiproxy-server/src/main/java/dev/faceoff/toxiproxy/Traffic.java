package dev.faceoff.toxiproxy;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Bytes that went through, counted as they go; the names and labels are those of Toxiproxy.
 *
 * <p>As there, what a proxy counted outlives it.
 */
final class Traffic {
  /** What a count is kept for; Prometheus' label names. */
  private record Labels(Direction direction, String listener, String proxy, String upstream)
      implements Comparable<Labels> {
    private static final Comparator<Labels> ORDER =
        Comparator.comparing((Labels labels) -> labels.direction.label())
            .thenComparing(Labels::listener)
            .thenComparing(Labels::proxy)
            .thenComparing(Labels::upstream);

    @Override
    public int compareTo(Labels other) {
      return ORDER.compare(this, other);
    }

    String text() {
      return "{direction=\"%s\",listener=\"%s\",proxy=\"%s\",upstream=\"%s\"}"
          .formatted(direction.label(), escaped(listener), escaped(proxy), escaped(upstream));
    }

    private static String escaped(String value) {
      return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
  }

  /** The counts of one direction of one proxy. */
  static final class Counter {
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();

    /** Counts what was read from the source. */
    void received(int bytes) {
      receivedBytes.add(bytes);
    }

    /** Counts what was written to the destination. */
    void sent(int bytes) {
      sentBytes.add(bytes);
    }
  }

  private final Map<Labels, Counter> counters = new ConcurrentSkipListMap<>();

  Counter counter(Direction direction, String listener, String proxy, String upstream) {
    return counters.computeIfAbsent(
        new Labels(direction, listener, proxy, upstream), labels -> new Counter());
  }

  /** All counts in Prometheus' text format. */
  String text() {
    StringBuilder text = new StringBuilder();
    write(text, "toxiproxy_proxy_received_bytes_total", counter -> counter.receivedBytes);
    write(text, "toxiproxy_proxy_sent_bytes_total", counter -> counter.sentBytes);
    return text.toString();
  }

  private void write(StringBuilder text, String name, Function<Counter, LongAdder> count) {
    if (counters.isEmpty()) {
      return;
    }
    text.append("# HELP ").append(name).append(" \n");
    text.append("# TYPE ").append(name).append(" counter\n");
    counters.forEach(
        (labels, counter) ->
            text.append(name)
                .append(labels.text())
                .append(' ')
                .append(count.apply(counter).sum())
                .append('\n'));
  }
}
