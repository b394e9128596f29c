package dev.faceoff.toxiproxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The listening socket of an enabled proxy, and the connections that came in by it. */
final class Listener {
  private static final AttributeKey<Long> NUMBER =
      AttributeKey.valueOf(Listener.class, "connection number");

  private final Channel channel;
  private final Set<Connection> connections;
  private final Accepting accepting;

  private Listener(Channel channel, Accepting accepting) {
    this.channel = channel;
    this.accepting = accepting;
    this.connections = accepting.connections;
  }

  /**
   * Listens.
   *
   * @param numbers gives each connection of the proxy its number
   * @throws ApiException if the address is taken or not of this machine
   */
  static Listener open(
      Proxy proxy,
      ServerContext context,
      InetSocketAddress address,
      String upstream,
      AtomicLong numbers)
      throws ApiException, InterruptedException {
    Accepting accepting = new Accepting(proxy, context, upstream);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(context.loops())
            .channel(context.transport().serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .handler(new Numbering(numbers))
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(accepting)
            .bind(address)
            .await();
    if (!bound.isSuccess()) {
      throw ApiException.failed(
          "listen tcp %s: bind: %s".formatted(Address.text(address), reason(bound.cause())));
    }
    return new Listener(bound.channel(), accepting);
  }

  /** The system's words, as Toxiproxy shows them; the transports wrap them in their own. */
  static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    for (String reason :
        List.of("address already in use", "cannot assign requested address", "permission denied")) {
      if (message.contains(reason)) {
        return reason;
      }
    }
    return message;
  }

  /** Where it listens, with the port that the system chose. */
  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Makes a change on each open connection, on its loop; returns when all are done. */
  void onEach(Function<Connection, CompletableFuture<Void>> change) throws InterruptedException {
    List<CompletableFuture<Void>> changes = new ArrayList<>();
    for (Connection connection : connections) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      changes.add(done);
      connection
          .client()
          .eventLoop()
          .execute(
              () -> {
                try {
                  var unused = change.apply(connection).thenRun(() -> done.complete(null));
                } catch (RuntimeException e) {
                  done.completeExceptionally(e);
                }
              });
    }
    try {
      CompletableFuture.allOf(changes.toArray(CompletableFuture<?>[]::new)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a connection did not take a change", e.getCause());
    }
  }

  /** Stops listening, then closes every connection; returns when all are closed. */
  void close() throws InterruptedException {
    accepting.stopped = true;
    channel.close().await();
    // The JDK's selector lets go of the port in the selection after the close, which a timer,
    // unlike
    // a task, comes after.
    channel.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).await();
    onEach(
        connection -> {
          CompletableFuture<Void> closed = new CompletableFuture<>();
          var unused = connection.close().addListener(done -> closed.complete(null));
          return closed;
        });
  }

  /** Numbers clients in the order in which they come; their own loops would mix them up. */
  private static final class Numbering extends ChannelInboundHandlerAdapter {
    private final AtomicLong numbers;

    Numbering(AtomicLong numbers) {
      this.numbers = numbers;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      ((Channel) accepted).attr(NUMBER).set(numbers.getAndIncrement());
      context.fireChannelRead(accepted);
    }
  }

  /** Makes a connection of each client. */
  private static final class Accepting extends ChannelInitializer<Channel> {
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Proxy proxy;
    private final ServerContext context;
    private final String upstream;
    private volatile boolean stopped;

    Accepting(Proxy proxy, ServerContext context, String upstream) {
      this.proxy = proxy;
      this.context = context;
      this.upstream = upstream;
    }

    @Override
    protected void initChannel(Channel client) {
      Connection connection =
          new Connection(
              proxy,
              context,
              client,
              new LinkRandoms(context.seed(), proxy.name(), client.attr(NUMBER).get()),
              counter(Direction.UPSTREAM, client),
              counter(Direction.DOWNSTREAM, client),
              connections::remove);
      connections.add(connection);
      if (stopped) {
        // It came in while the listener was being closed, perhaps too late to be seen there.
        var unused = client.close();
      } else {
        connection.dial(upstream);
      }
    }

    private Traffic.Counter counter(Direction direction, Channel client) {
      InetSocketAddress listener = (InetSocketAddress) client.parent().localAddress();
      return context.traffic().counter(direction, Address.text(listener), proxy.name(), upstream);
    }
  }
}
