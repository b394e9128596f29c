package dev.faceoff.apps.slowlist;

import java.util.List;
import java.util.stream.LongStream;

/** Asks for each thing in turn: N things, N calls. */
final class NaiveThings implements Things {
  @Override
  public List<Long> list(long from, int count) {
    return LongStream.range(from, from + count)
        .boxed()
        .map(id -> RemoteCall.answering(id))
        .toList();
  }
}
