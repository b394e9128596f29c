package dev.faceoff.toxiproxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server with the HTTP API and the toxics of Toxiproxy 2.12, for its clients in any language.
 *
 * <p>Without a host it listens on loopback only, as do proxies that name none. All its threads are
 * daemons.
 */
public final class ToxiproxyServer implements AutoCloseable {
  /** The port of Toxiproxy where nothing else is said. */
  public static final int DEFAULT_PORT = 8474;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int LARGEST_REQUEST_BYTES = 16 * 1024 * 1024;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Settings of a server that is yet to start. */
  public static final class Builder {
    private String host = LOOPBACK;
    private int port;
    private long seed;
    private boolean metrics;
    private boolean resetLiveConnections;
    private Transport transport = Transport.best();
    private Duration requestLimit = ApiHandler.TIME_LIMIT;

    private Builder() {}

    /** Where the API listens; 127.0.0.1 unless said. Whoever reaches it controls every proxy. */
    public Builder host(String newHost) {
      host = Objects.requireNonNull(newHost, "host");
      return this;
    }

    /**
     * The API's port.
     *
     * @param newPort 0, the default, for one that is free
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public Builder port(int newPort) {
      if (newPort < 0 || newPort > 0xffff) {
        throw new IllegalArgumentException("port must be 0 to 65535, but is " + newPort);
      }
      port = newPort;
      return this;
    }

    /**
     * What toxicity, jitter and slices are drawn from; 0 unless said. With the same seed and the
     * same proxies and toxics, the n-th connection of a proxy suffers the same.
     */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /** Whether {@code /metrics} is answered; not unless said. */
    public Builder metrics(boolean enabled) {
      metrics = enabled;
      return this;
    }

    /**
     * Whether a {@code reset_peer} also resets connections that are older than the toxic, such as
     * those of a pool, at their next data. Toxiproxy ends these without a reset, and so does this
     * server unless said.
     */
    public Builder resetLiveConnections(boolean enabled) {
      resetLiveConnections = enabled;
      return this;
    }

    /** For tests: which transport. */
    Builder transport(Transport newTransport) {
      transport = newTransport;
      return this;
    }

    /** For tests: how long an answer may take. */
    Builder requestLimit(Duration limit) {
      requestLimit = limit;
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if it cannot listen where it should
     */
    public ToxiproxyServer start() {
      return new ToxiproxyServer(this);
    }
  }

  private final EventLoopGroup loops;
  private final ExecutorService executor;
  private final Proxies proxies;
  private final Channel channel;
  private final InetSocketAddress address;

  private ToxiproxyServer(Builder settings) {
    InetSocketAddress wanted = resolved(settings);
    loops = settings.transport.newLoops();
    executor = Executors.newCachedThreadPool(new DefaultThreadFactory("toxiproxy-api", true));
    Traffic traffic = new Traffic();
    proxies =
        new Proxies(
            new ServerContext(
                settings.transport,
                loops,
                executor,
                settings.seed,
                settings.resetLiveConnections,
                traffic));
    Api api = new Api(proxies, traffic, settings.metrics);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(settings.transport.serverChannel())
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel client) {
                    client
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_REQUEST_BYTES))
                        .addLast(new ApiHandler(api, executor, settings.requestLimit));
                  }
                })
            .bind(wanted)
            .awaitUninterruptibly();
    channel = bound.channel();
    if (!bound.isSuccess()) {
      close();
      throw new UncheckedIOException(
          "cannot listen on %s:%d: %s; free the port, or let port 0 choose one"
              .formatted(settings.host, settings.port, Listener.reason(bound.cause())),
          new IOException(bound.cause()));
    }
    address = (InetSocketAddress) channel.localAddress();
  }

  private static InetSocketAddress resolved(Builder settings) {
    try {
      return new Address(settings.host, settings.port).toListenOn();
    } catch (Address.BadAddressException e) {
      throw new UncheckedIOException(
          "cannot listen: %s; give a host of this machine, such as %s"
              .formatted(e.getMessage(), LOOPBACK),
          new IOException(e));
    }
  }

  /** Settings to start from. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts a server on a free port of the loopback interface. */
  public static ToxiproxyServer start() {
    return builder().start();
  }

  /** The numeric address on which the API listens. */
  public String host() {
    return address.getAddress().getHostAddress();
  }

  /** The port on which the API listens. */
  public int port() {
    return address.getPort();
  }

  /** Where the API is, such as {@code http://127.0.0.1:8474}. */
  public URI uri() {
    return URI.create("http://" + Address.text(address));
  }

  /**
   * Closes every connection and port and ends all threads. A thread that Netty has for all its
   * users in the JVM ends by itself a second later.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    channel.close().awaitUninterruptibly();
    executor.shutdownNow();
    try {
      executor.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      proxies.close();
    } catch (InterruptedException e) {
      // The loops close what is left.
      interrupted = true;
    }
    loops
        .shutdownGracefully(0, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
