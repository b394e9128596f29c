package dev.faceoff.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Connections to services that are measured. They may show any certificate, also one that they
 * signed themselves, as Gatling lets them: what is asked here holds no secret.
 */
public final class HttpConnections {
  private HttpConnections() {}

  /**
   * A connection that is not made yet.
   *
   * @param url of the scheme http or https
   */
  public static HttpURLConnection open(URI url) throws IOException {
    URLConnection connection = url.toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(Trusting.SOCKETS);
      secure.setHostnameVerifier((host, session) -> true);
    }
    return (HttpURLConnection) connection;
  }

  /** One factory for all: a connection is used again for the factory alone that made it. */
  private static final class Trusting {
    static final SSLSocketFactory SOCKETS = sockets();

    private static SSLSocketFactory sockets() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JVM knows no TLS", e);
      }
    }
  }

  /** Trusts whoever answers. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
