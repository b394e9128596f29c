package dev.faceoff.model;

import java.net.URI;
import java.util.Optional;

/**
 * Where a proxy may be put in front of a server: in a Toxiproxy server that runs already.
 *
 * @param api of the Toxiproxy server
 * @param prefix of the proxy's name in that server, which no other proxy has
 * @param listen where it is to listen, as the Toxiproxy server understands it; port 0 is any
 * @param upstream what it leads to, as the Toxiproxy server reaches it
 * @param reachedAt where services reach it; empty when that is where it says it listens
 */
public record ProxyPlace(
    URI api, String prefix, String listen, String upstream, Optional<Address> reachedAt) {}
