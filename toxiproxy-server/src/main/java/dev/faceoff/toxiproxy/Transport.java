package dev.faceoff.toxiproxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.function.Supplier;

/** How sockets are waited for. */
enum Transport {
  /** Linux: its timers are exact to some ten microseconds. */
  EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollIoHandler::newFactory),
  /** Everywhere: its timers are late by up to a millisecond. */
  NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioIoHandler::newFactory);

  /** More would not help: a loop moves several hundred megabytes a second. */
  private static final int MOST_LOOPS = 4;

  private final Class<? extends ServerSocketChannel> serverChannel;
  private final Class<? extends SocketChannel> channel;

  /** A reference to a static method. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<IoHandlerFactory> handlers;

  Transport(
      Class<? extends ServerSocketChannel> serverChannel,
      Class<? extends SocketChannel> channel,
      Supplier<IoHandlerFactory> handlers) {
    this.serverChannel = serverChannel;
    this.channel = channel;
    this.handlers = handlers;
  }

  /** The better one of those that work here. */
  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return serverChannel;
  }

  Class<? extends SocketChannel> channel() {
    return channel;
  }

  /** Event loops on daemon threads. */
  EventLoopGroup newLoops() {
    int loops = Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
    return new MultiThreadIoEventLoopGroup(
        loops, new DefaultThreadFactory("toxiproxy-loop", true), handlers.get());
  }
}
