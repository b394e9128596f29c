package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.ProxyPlace;
import java.io.IOException;

/** One or more Toxiproxy servers that run. */
interface Proxies {
  /** Where a proxy may be put in front of that address; each call is for one proxy. */
  ProxyPlace place(Address upstream);

  /** Version of the server; with a word for one that is not the original. */
  String version() throws IOException;
}
