package dev.faceoff.report;

import java.util.List;

/** Something drawn from a scenario's numbers, with its words and its data as a table. */
interface Chart {
  /** Ends the description of a chart whose table leaves nothing out. */
  String ALL_VALUES = "All values are in the table below the chart.";

  /** What is shown, in a few words. */
  String subject();

  /** What it shows, as a sentence. */
  String finding();

  /** How to read it, a sentence or two. */
  String reading();

  /** What a reader who does not see it should know. */
  String description();

  /** Every size it is drawn in; the page shows the one that fits. */
  default List<Size> sizes() {
    return List.of(Size.WIDE, Size.NARROW);
  }

  /** Names in the legend, in the order of their colours; none for a chart without one. */
  List<String> variants();

  /** Draws the SVG; {@code id} is unique on the page. */
  void draw(Markup out, Size size, String id);

  /** The data as rows of a table, without the table element itself. */
  void rows(Markup out);
}
