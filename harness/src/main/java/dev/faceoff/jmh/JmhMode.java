package dev.faceoff.jmh;

import java.util.Arrays;
import java.util.Optional;

/** What JMH can measure of a benchmark. */
public enum JmhMode {
  THROUGHPUT("thrpt"),
  AVERAGE_TIME("avgt"),
  SAMPLE_TIME("sample"),
  SINGLE_SHOT_TIME("ss");

  private final String id;

  JmhMode(String id) {
    this.id = id;
  }

  /** JMH's name in files and options. */
  public String id() {
    return id;
  }

  /** Of throughput more is better, of time less. */
  public boolean lowerIsBetter() {
    return this != THROUGHPUT;
  }

  static Optional<JmhMode> byId(String id) {
    return Arrays.stream(values()).filter(mode -> mode.id.equals(id)).findFirst();
  }
}
