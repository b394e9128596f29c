package dev.faceoff.toxiproxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: what is read from the source passes a chain of stages and is
 * written to the destination.
 *
 * <p>When the end of the stream comes out of the chain, the destination is closed whole: as in
 * Toxiproxy there is no half-close. All methods belong to the connection's event loop.
 */
final class Link {
  private final Direction direction;
  private final Channel source;
  private final LinkRandoms randoms;
  private final Traffic.Counter counter;
  private final List<Stage> stages = new ArrayList<>(2);
  private final Destination destination = new Destination();
  private final Stage head;
  private Channel sink;
  private boolean pumping;

  /** A link whose destination is not there yet: what comes waits in the first stage. */
  Link(Direction direction, Channel source, LinkRandoms randoms, Traffic.Counter counter) {
    this.direction = direction;
    this.source = source;
    this.randoms = randoms;
    this.counter = counter;
    head = new Stage(this, ToxicSpec.passThrough(direction), null, destination);
    stages.add(head);
  }

  /** Begins to work, with the toxics of this direction in order of creation. */
  void start(Channel to, List<ToxicSpec> toxics) {
    sink = to;
    for (ToxicSpec spec : toxics) {
      append(spec);
    }
    pump();
  }

  /** Takes over what was read from the source. */
  void read(ByteBuf data) {
    counter.received(data.readableBytes());
    head.offer(new Chunk(data, System.nanoTime()));
    pump();
  }

  /** The source will send no more. */
  void sourceEnded() {
    head.end();
    pump();
  }

  /** The destination has gone: nothing can be delivered any more. */
  void destinationClosed() {
    destination.gone = true;
    stages.forEach(Stage::discard);
    pump();
  }

  /** Lets the stages work until none can go on, then reads on if the first has room. */
  void pump() {
    if (sink == null || pumping) {
      return;
    }
    pumping = true;
    boolean worked;
    do {
      worked = false;
      for (int i = stages.size() - 1; i >= 0; i--) {
        worked |= stages.get(i).work();
      }
    } while (worked);
    pumping = false;
    destination.flush();
    source.config().setAutoRead(head.hasRoom());
  }

  ScheduledFuture<?> schedule(long nanos, Runnable task) {
    return source
        .eventLoop()
        .schedule(
            () -> {
              task.run();
              pump();
            },
            nanos,
            TimeUnit.NANOSECONDS);
  }

  /** Adds a toxic behind the others; it acts on later data. */
  void add(ToxicSpec spec) {
    if (sink == null || find(spec) != null) {
      // It was already there when this link started, or will be when it starts.
      return;
    }
    Stage last = stages.get(stages.size() - 1);
    if (last.closed()) {
      return;
    }
    last.interrupt();
    append(spec);
    restart(last);
    pump();
  }

  /** Lets out what the toxic holds and starts it anew. */
  CompletableFuture<Void> update(ToxicSpec spec) {
    Stage stage = find(spec);
    if (stage == null) {
      return CompletableFuture.completedFuture(null);
    }
    if (stage.firm()) {
      return stage.closure();
    }
    stage.interrupt();
    stage.start(spec);
    pump();
    return CompletableFuture.completedFuture(null);
  }

  /** Takes a toxic off; what it holds and what waits for it goes out at once, in order. */
  CompletableFuture<Void> remove(ToxicSpec spec) {
    Stage stage = find(spec);
    if (stage == null) {
      return CompletableFuture.completedFuture(null);
    }
    if (stage.firm()) {
      return stage.closure();
    }
    stage.interrupt();
    if (spec.type() == ToxicType.TIMEOUT) {
      // Data may be missing; whoever waits for it had better know.
      stage.close();
    } else {
      bypass(stage);
    }
    pump();
    return CompletableFuture.completedFuture(null);
  }

  private void bypass(Stage stage) {
    int index = stages.indexOf(stage);
    Stage before = stages.get(index - 1);
    Outlet behind = index + 1 < stages.size() ? stages.get(index + 1) : destination;
    before.interrupt();
    stage.flushInto(behind);
    stages.remove(index);
    before.next(behind);
    restart(before);
  }

  private static void restart(Stage stage) {
    if (!stage.firm()) {
      stage.start(stage.spec());
    }
  }

  private Stage append(ToxicSpec spec) {
    Stage stage = new Stage(this, spec, randoms.of(direction, spec.name()), destination);
    Stage last = stages.get(stages.size() - 1);
    last.next(stage);
    stages.add(stage);
    stage.start(spec);
    return stage;
  }

  private Stage find(ToxicSpec spec) {
    for (Stage stage : stages) {
      if (stage != head && !stage.closed() && stage.spec().name().equals(spec.name())) {
        return stage;
      }
    }
    return null;
  }

  /** The socket behind the last stage. */
  private final class Destination implements Outlet {
    private boolean written;
    private boolean ended;
    private boolean gone;

    @Override
    public boolean hasRoom() {
      return sink.isWritable();
    }

    @Override
    public void offer(Chunk chunk) {
      if (gone || ended) {
        chunk.drop();
        return;
      }
      counter.sent(chunk.size());
      written = true;
      var unused = sink.write(chunk.data(), sink.voidPromise());
    }

    @Override
    public void end() {
      ended = true;
      var unused =
          sink.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void flush() {
      if (written) {
        written = false;
        sink.flush();
      }
    }
  }
}
