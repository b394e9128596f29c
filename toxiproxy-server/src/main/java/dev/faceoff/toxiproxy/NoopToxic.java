package dev.faceoff.toxiproxy;

/** Passes everything on; also what any toxic is while its toxicity leaves a link alone. */
final class NoopToxic implements Toxic {
  static final NoopToxic PASS_THROUGH = new NoopToxic();

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    stage.emit(chunk);
  }
}
