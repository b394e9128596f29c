package dev.faceoff.toxiproxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers the HTTP requests of one connection to the API, one after the other. */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = Logger.getLogger(ApiHandler.class.getName());

  /** How long an answer may take; the change goes on nevertheless. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(25);

  private static final AtomicLong REQUESTS = new AtomicLong();
  private static final String ID_PREFIX = Long.toHexString(System.nanoTime());

  private final Api api;
  private final Executor executor;
  private final Duration timeLimit;
  private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
  private boolean answering;

  ApiHandler(Api api, Executor executor, Duration timeLimit) {
    this.api = api;
    this.executor = executor;
    this.timeLimit = timeLimit;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    waiting.add(request.retain());
    next(context);
  }

  private void next(ChannelHandlerContext context) {
    if (answering || waiting.isEmpty()) {
      return;
    }
    answering = true;
    FullHttpRequest request = waiting.remove();
    try {
      answer(context, request);
    } finally {
      request.release();
    }
  }

  private void answer(ChannelHandlerContext context, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    Optional<Api.Route> route;
    try {
      if (request.decoderResult().isFailure()) {
        throw new IllegalArgumentException(request.decoderResult().cause());
      }
      route = api.route(new QueryStringDecoder(request.uri()).path());
    } catch (IllegalArgumentException e) {
      write(context, response(Answer.text(400, "400 Bad Request")), false);
      return;
    }
    if (route.isEmpty()) {
      write(context, response(Answer.text(404, "404 page not found")), keepAlive);
      return;
    }
    Optional<Api.Call> call = route.get().call(request.method().name());
    if (call.isEmpty()) {
      write(context, response(Answer.empty(405)), keepAlive);
      return;
    }
    // Browsers are kept out because any page could make them send requests to this machine.
    if (request.headers().get(HttpHeaderNames.USER_AGENT, "").startsWith("Mozilla/")) {
      write(context, routed(Answer.text(403, "User agent not allowed")), keepAlive);
      return;
    }
    byte[] body = ByteBufUtil.getBytes(request.content());
    ScheduledFuture<?> limit =
        context
            .executor()
            .schedule(
                () -> write(context, routed(Answer.late()), false),
                timeLimit.toNanos(),
                TimeUnit.NANOSECONDS);
    try {
      executor.execute(() -> call(context, call.get(), body, limit, keepAlive));
    } catch (RejectedExecutionException e) {
      // The server is being closed, and this connection with it.
      limit.cancel(false);
    }
  }

  private static void call(
      ChannelHandlerContext context,
      Api.Call call,
      byte[] body,
      ScheduledFuture<?> limit,
      boolean keepAlive) {
    Answer answer;
    try {
      answer = call.answer(body);
    } catch (ApiException e) {
      answer = Answer.error(e);
    } catch (InterruptedException e) {
      // The server is being closed: there is nobody to answer, and the thread ends.
      return;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a request failed in a way that it should not", e);
      answer = Answer.error(ApiException.failed("internal error: " + e));
    }
    FullHttpResponse response = routed(answer);
    context
        .executor()
        .execute(
            () -> {
              if (limit.cancel(false)) {
                context.pipeline().get(ApiHandler.class).write(context, response, keepAlive);
              } else {
                response.release();
              }
            });
  }

  private void write(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    answering = false;
    if (keepAlive) {
      next(context);
    } else {
      var unused = written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** A response to a request that one of the API's calls is for. */
  private static FullHttpResponse routed(Answer answer) {
    FullHttpResponse response = response(answer);
    response
        .headers()
        .set("X-Toxiproxy-Request-Id", ID_PREFIX + Long.toHexString(REQUESTS.incrementAndGet()));
    return response;
  }

  private static FullHttpResponse response(Answer answer) {
    ByteBuf body = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
    if (!answer.contentType().isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    }
    if (answer.nosniff()) {
      response.headers().set("X-Content-Type-Options", "nosniff");
    }
    if (answer.status() != 204) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return response;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var unused = context.close();
  }
}
