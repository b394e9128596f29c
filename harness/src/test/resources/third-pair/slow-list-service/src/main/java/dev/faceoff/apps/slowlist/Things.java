package dev.faceoff.apps.slowlist;

import java.util.List;

/** The things there are, behind a call that takes a millisecond. */
interface Things {
  /** Ids of the things from {@code from} on, this many. */
  List<Long> list(long from, int count);
}
