package dev.faceoff.apps.slowlist;

import java.util.List;
import java.util.stream.LongStream;

/** Asks for all things at once: one call, whatever N. */
final class FixedThings implements Things {
  @Override
  public List<Long> list(long from, int count) {
    return RemoteCall.answering(LongStream.range(from, from + count).boxed().toList());
  }
}
