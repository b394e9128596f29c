package dev.faceoff.model;

/** What may be done to a connection. */
public sealed interface Fault permits Cut, Toxic {
  /** Name shown in reports, for example "latency 30 s". */
  String label();
}
