package dev.faceoff.diagnosis;

/**
 * What a normalised statement did while something was played.
 *
 * @param text with $1 for parameters
 * @param pagesPerCall pages of 8 KiB that it looked at
 * @param millisPerCall within the database
 */
public record StatementUse(
    String text,
    double callsPerRequest,
    double rowsPerCall,
    double pagesPerCall,
    double millisPerCall) {
  /** Within the database, for each request. */
  public double millisPerRequest() {
    return callsPerRequest * millisPerCall;
  }
}
