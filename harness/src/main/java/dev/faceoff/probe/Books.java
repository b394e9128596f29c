package dev.faceoff.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.model.Reconciliation;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A variant's book in its database, against that of a service it depends on. */
public final class Books {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final long POLL_MILLIS = 100;

  private Books() {}

  /**
   * What came of the comparison. Each reference counts once, in one of the first three or as lost.
   *
   * @param agreed in both, once
   * @param unknown in the service's book alone, once
   * @param twice more than once in the service's book, whether the variant knows of it or not
   * @param lost in the variant's book alone, or still pending after the wait
   * @param settleSeconds how long pending entries took to be done; the whole wait if some never
   *     were
   */
  public record Comparison(
      long agreed, long unknown, long twice, long lost, double settleSeconds) {}

  /**
   * Waits until nothing is pending or {@code what.settle()} is over, then compares the books;
   * called when the load has ended.
   *
   * @param jdbcUrl of the variant's database, reached past any proxy
   * @param serviceUrl address of the service, without the path of its book
   * @param earlier references of before the service was started, which its book cannot have
   * @param hurry whether to wait no longer, asked while waiting
   * @throws ProbeFailedException if a book cannot be read, or is in another form
   */
  public static Comparison compare(
      Reconciliation what,
      String jdbcUrl,
      String user,
      Optional<String> password,
      URI serviceUrl,
      Set<String> earlier,
      BooleanSupplier hurry)
      throws InterruptedException {
    try (Connection connection = PostgresProbe.open(jdbcUrl, user, password, "faceoff books")) {
      long start = System.nanoTime();
      Set<String> pending = settle(what, connection, start, hurry);
      double settleSeconds = (System.nanoTime() - start) / 1e9;
      Set<String> own = references(what.ownSql(), connection);
      own.removeAll(earlier);
      return compare(own, ledger(serviceUrl.resolve(what.servicePath())), pending, settleSeconds);
    } catch (SQLException e) {
      throw new ProbeFailedException(
          "cannot read the %s of a variant: %s".formatted(what.what(), e.getMessage()), e);
    }
  }

  /**
   * What the variant has booked as done so far.
   *
   * @throws ProbeFailedException if that cannot be read
   */
  public static Set<String> booked(
      Reconciliation what, String jdbcUrl, String user, Optional<String> password) {
    try (Connection connection = PostgresProbe.open(jdbcUrl, user, password, "faceoff books")) {
      return references(what.ownSql(), connection);
    } catch (SQLException e) {
      throw new ProbeFailedException(
          "cannot read the %s of a variant: %s".formatted(what.what(), e.getMessage()), e);
    }
  }

  private static Comparison compare(
      Set<String> own, Map<String, Integer> ledger, Set<String> pending, double settleSeconds) {
    long agreed = 0;
    long unknown = 0;
    long twice = 0;
    for (Map.Entry<String, Integer> entry : ledger.entrySet()) {
      if (entry.getValue() > 1) {
        twice++;
      } else if (own.contains(entry.getKey())) {
        agreed++;
      } else if (!pending.contains(entry.getKey())) {
        unknown++;
      }
    }
    long missing = own.stream().filter(reference -> !ledger.containsKey(reference)).count();
    long unfinished =
        pending.stream().filter(reference -> ledger.getOrDefault(reference, 0) < 2).count();
    return new Comparison(agreed, unknown, twice, missing + unfinished, settleSeconds);
  }

  /** Entries that are pending in the end. */
  private static Set<String> settle(
      Reconciliation what, Connection connection, long start, BooleanSupplier hurry)
      throws SQLException, InterruptedException {
    long end = start + what.settle().toNanos();
    Set<String> pending = references(what.pendingSql(), connection);
    while (!pending.isEmpty() && System.nanoTime() - end < 0 && !hurry.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      pending = references(what.pendingSql(), connection);
    }
    return pending;
  }

  private static Set<String> references(String sql, Connection connection) throws SQLException {
    Set<String> references = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        String reference = result.getString(1);
        if (reference == null) {
          throw new ProbeFailedException("a reference is NULL in: " + sql);
        }
        references.add(reference);
      }
    }
    return references;
  }

  /** How often each reference is booked. */
  private static Map<String, Integer> ledger(URI address) {
    JsonNode entries = json(address);
    if (!entries.isArray()) {
      throw new ProbeFailedException(address + " answers no JSON array");
    }
    Map<String, Integer> ledger = new HashMap<>();
    for (JsonNode entry : entries) {
      if (!entry.isValueNode()) {
        throw new ProbeFailedException(
            "%s answers %s where a reference should be".formatted(address, entry.getNodeType()));
      }
      ledger.merge(entry.asText(), 1, Integer::sum);
    }
    return ledger;
  }

  private static JsonNode json(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Accept", "application/json");
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new ProbeFailedException("%s answered %d, not 200".formatted(address, status));
      }
      try (InputStream body = connection.getInputStream()) {
        return new ObjectMapper().readTree(body);
      }
    } catch (JsonProcessingException e) {
      throw new ProbeFailedException(address + " answers no JSON", e);
    } catch (IOException e) {
      throw new ProbeFailedException("cannot read %s: %s".formatted(address, e.getMessage()), e);
    }
  }
}
