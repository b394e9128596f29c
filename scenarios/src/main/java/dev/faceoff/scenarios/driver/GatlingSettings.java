package dev.faceoff.scenarios.driver;

import com.typesafe.config.ConfigFactory;
import dev.faceoff.scenarios.plan.LoadPlan;

/** Settings that Gatling reads from system properties when it starts. */
final class GatlingSettings {
  /** Gatling's default; a shorter request timeout shortens it. */
  private static final int MAX_CONNECT_TIMEOUT_MILLIS = 10_000;

  /** On the class path. */
  static final String LOG_SETTINGS = "generator-logback.xml";

  private GatlingSettings() {}

  static void apply(LoadPlan plan) {
    int timeout = plan.requestTimeoutMillis();
    set("gatling.http.requestTimeout", timeout);
    set("gatling.socket.connectTimeout", Math.min(timeout, MAX_CONNECT_TIMEOUT_MILLIS));
    // Unknown writers are left out: samples are written by SampleSink, with nanoseconds.
    set("gatling.data.writers.0", "none");
    // Nothing but the targets is called: no warm-up, no analytics, no look for a newer version.
    set("gatling.http.warmUpUrl", "");
    set("gatling.data.enableAnalytics", false);
    set("java.util.prefs.PreferencesFactory", QuietPreferences.Factory.class.getName());
    set("logback.configurationFile", LOG_SETTINGS);
    // Else the next plan of this JVM is played with the time limits of its first.
    ConfigFactory.invalidateCaches();
  }

  private static void set(String key, Object value) {
    System.setProperty(key, String.valueOf(value));
  }
}
