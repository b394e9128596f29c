package dev.faceoff.toxiproxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client, the server it was put through to, and a link in each direction. All of it lives on one
 * event loop, so nothing here is locked.
 */
final class Connection {
  private static final int LARGEST_CHUNK = 32 * 1024;

  private final Proxy proxy;
  private final ServerContext context;
  private final Channel client;
  private final Link up;
  private final Function<Channel, Link> downFrom;
  private final Consumer<Connection> onClose;
  private Link down;
  private Channel server;

  /** For a client that was just accepted, on its loop. */
  Connection(
      Proxy proxy,
      ServerContext context,
      Channel client,
      LinkRandoms randoms,
      Traffic.Counter upCounter,
      Traffic.Counter downCounter,
      Consumer<Connection> onClose) {
    this.proxy = proxy;
    this.context = context;
    this.client = client;
    this.onClose = onClose;
    up = new Link(Direction.UPSTREAM, client, randoms, upCounter);
    downFrom = source -> new Link(Direction.DOWNSTREAM, source, randoms, downCounter);
    prepare(client);
    client.pipeline().addLast(new Side(up, () -> down));
  }

  /** The client's channel, whose event loop is that of the whole connection. */
  Channel client() {
    return client;
  }

  private static void prepare(Channel channel) {
    channel
        .config()
        // The larger of these sizes is what chunks may have; small reads soon get small buffers.
        .setOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(512, LARGEST_CHUNK, LARGEST_CHUNK));
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    // Else a client that sends its end would lose what is still on the way to it.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  /** Connects to the server; if that fails, closes the client. */
  void dial(String upstream) {
    Address address;
    try {
      address = Address.parse(upstream);
      if (address.numeric()) {
        dial(address.toConnectTo());
        return;
      }
    } catch (Address.BadAddressException e) {
      var unused = client.close();
      return;
    }
    try {
      context.blocking().execute(() -> resolveAndDial(address));
    } catch (RejectedExecutionException e) {
      // The server is being closed, and this connection with it.
      var unused = client.close();
    }
  }

  private void resolveAndDial(Address address) {
    try {
      List<InetSocketAddress> addresses = address.toConnectTo();
      client.eventLoop().execute(() -> dial(addresses));
    } catch (Address.BadAddressException e) {
      var unused = client.close();
    }
  }

  private void dial(List<InetSocketAddress> addresses) {
    if (addresses.isEmpty() || !client.isOpen()) {
      var unused = client.close();
      return;
    }
    var unused =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(context.transport().channel())
            .option(ChannelOption.AUTO_READ, false)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    prepare(channel);
                    down = downFrom.apply(channel);
                    channel.pipeline().addLast(new Side(down, () -> up));
                  }
                })
            .connect(addresses.get(0))
            .addListener(
                (ChannelFuture connected) -> {
                  if (connected.isSuccess()) {
                    start(connected.channel());
                  } else {
                    dial(addresses.subList(1, addresses.size()));
                  }
                });
  }

  private void start(Channel connected) {
    if (!client.isOpen()) {
      var unused = connected.close();
      return;
    }
    server = connected;
    List<ToxicSpec> upToxics = proxy.toxics(Direction.UPSTREAM);
    List<ToxicSpec> downToxics = proxy.toxics(Direction.DOWNSTREAM);
    if (upToxics.stream().anyMatch(Connection::resets)
        || downToxics.stream().anyMatch(Connection::resets)) {
      closeByReset();
    }
    up.start(server, upToxics);
    down.start(client, downToxics);
  }

  private static boolean resets(ToxicSpec toxic) {
    return toxic.type() == ToxicType.RESET_PEER;
  }

  /** From now on each close of either socket is a TCP reset, whoever asks for it. */
  private void closeByReset() {
    for (Channel channel : List.of(client, server)) {
      if (channel.isOpen()) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
    }
  }

  void add(ToxicSpec toxic) {
    if (resets(toxic) && context.resetLiveConnections() && server != null) {
      closeByReset();
    }
    link(toxic).add(toxic);
  }

  CompletableFuture<Void> update(ToxicSpec toxic) {
    return link(toxic).update(toxic);
  }

  CompletableFuture<Void> remove(ToxicSpec toxic) {
    return link(toxic).remove(toxic);
  }

  private Link link(ToxicSpec toxic) {
    // Before there is a second link, neither has toxics yet.
    return toxic.direction() == Direction.UPSTREAM || down == null ? up : down;
  }

  /** Closes both sockets, whatever is under way; on the connection's loop. */
  ChannelFuture close() {
    if (server != null) {
      var unused = server.close();
    }
    return client.close();
  }

  /** One of the two sockets: source of one link and destination of the other. */
  private final class Side extends ChannelInboundHandlerAdapter {
    private final Link outgoing;
    private final Supplier<Link> incoming;

    Side(Link outgoing, Supplier<Link> incoming) {
      this.outgoing = outgoing;
      this.incoming = incoming;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
      outgoing.read((ByteBuf) data);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        outgoing.sourceEnded();
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      Link link = incoming.get();
      if (link != null) {
        link.pump();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      Link link = incoming.get();
      if (link != null) {
        link.destinationClosed();
      }
      outgoing.sourceEnded();
      if (!client.isOpen() && (server == null || !server.isOpen())) {
        onClose.accept(Connection.this);
      }
    }

    /** A reset by the other side, mostly; the close tells the links. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var unused = context.close();
    }
  }
}
