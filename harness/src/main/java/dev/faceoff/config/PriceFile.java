package dev.faceoff.config;

import dev.faceoff.model.Price;
import java.nio.file.Path;

/** What a core and memory cost, in a file of the user's: prices.yaml. */
public final class PriceFile {
  private PriceFile() {}

  /**
   * Reads a file.
   *
   * @throws BadFileException if it is not as it must be
   */
  public static Price read(Path file) {
    PriceText text = RecordReader.read(file, PriceText.class).value();
    return new Price(text.perCoreHour(), text.perGigabyteHour(), text.currency());
  }
}
