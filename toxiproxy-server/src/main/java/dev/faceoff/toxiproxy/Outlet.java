package dev.faceoff.toxiproxy;

/** Where a stage sends its chunks: the next stage, or the socket behind the last one. */
interface Outlet {
  /** Whether a chunk can be taken; one that is offered all the same waits, none is refused. */
  boolean hasRoom();

  /** Takes a chunk over. */
  void offer(Chunk chunk);

  /** Says that no chunk follows. */
  void end();
}
