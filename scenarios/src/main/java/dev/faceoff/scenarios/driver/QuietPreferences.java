package dev.faceoff.scenarios.driver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/**
 * Preferences in memory that say Gatling's look for a newer version has just failed.
 *
 * <p>It asks Maven Central at each start unless the last try is fresh, and has no switch. Memory
 * rather than the user's own preferences, so that nothing of the user's is touched.
 */
final class QuietPreferences extends AbstractPreferences {
  private static final String VERSION_CHECK = "/io/gatling/latestVersion";

  private final Map<String, String> values = new ConcurrentHashMap<>();

  private QuietPreferences(QuietPreferences parent, String name) {
    super(parent, name);
  }

  private static QuietPreferences root() {
    QuietPreferences root = new QuietPreferences(null, "");
    Preferences check = root.node(VERSION_CHECK);
    check.putLong("lastCheckTimestamp", System.currentTimeMillis());
    check.putBoolean("lastCheckSuccess", false);
    return root;
  }

  @Override
  protected void putSpi(String key, String value) {
    values.put(key, value);
  }

  @Override
  protected String getSpi(String key) {
    return values.get(key);
  }

  @Override
  protected void removeSpi(String key) {
    values.remove(key);
  }

  @Override
  protected void removeNodeSpi() {
    values.clear();
  }

  @Override
  protected String[] keysSpi() {
    return values.keySet().toArray(String[]::new);
  }

  @Override
  protected String[] childrenNamesSpi() {
    // Children that were made are kept by the super class; there are no others.
    return new String[0];
  }

  @Override
  protected AbstractPreferences childSpi(String name) {
    return new QuietPreferences(this, name);
  }

  @Override
  protected void syncSpi() {
    // Memory is always in step with itself.
  }

  @Override
  protected void flushSpi() {
    // Nothing outlives the process.
  }

  /** Named by the system property java.util.prefs.PreferencesFactory. */
  public static final class Factory implements PreferencesFactory {
    private final Preferences root = root();

    @Override
    public Preferences systemRoot() {
      return root;
    }

    @Override
    public Preferences userRoot() {
      return root;
    }
  }
}
