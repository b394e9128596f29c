package dev.faceoff.toxiproxy;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Executor;

/**
 * What all proxies of a server share.
 *
 * @param transport how sockets are waited for
 * @param loops where connections live
 * @param blocking for what must not hold up a loop, such as asking a name server
 * @param seed of every draw
 * @param resetLiveConnections whether a {@code reset_peer} also resets connections older than
 *     itself
 * @param traffic what is counted
 */
record ServerContext(
    Transport transport,
    EventLoopGroup loops,
    Executor blocking,
    long seed,
    boolean resetLiveConnections,
    Traffic traffic) {}
