package dev.faceoff.report;

import java.io.IOException;

/** Lays out a report in one format; rounds, but computes nothing. */
public interface ReportWriter {
  void write(Report report, Appendable out) throws IOException;
}
