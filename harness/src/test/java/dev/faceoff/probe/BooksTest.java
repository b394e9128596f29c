package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.backend.TestDatabases;
import dev.faceoff.model.Reconciliation;
import dev.faceoff.process.LocalServer;
import dev.faceoff.process.Supervisor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {
  @TempDir private static Path folder;

  private static Supervisor supervisor;
  private static DatabaseAddress database;

  private final LocalServer service = new LocalServer();
  private volatile int status = 200;
  private volatile String ledger = "[]";
  private Set<String> earlier = Set.of();
  private boolean hurry;

  @BeforeAll
  static void startDatabase() throws Exception {
    supervisor = Supervisor.open();
    Backend backend = TestDatabases.backend(10, folder, supervisor);
    database = backend.database("naive");
  }

  @AfterAll
  static void stopDatabase() {
    supervisor.close();
  }

  @BeforeEach
  void open() throws Exception {
    execute(
        """
        CREATE TABLE payment (order_reference text, status text);
        CREATE FUNCTION finish_one() RETURNS SETOF text AS $$
          UPDATE payment SET status = 'PAID' WHERE order_reference =
            (SELECT min(order_reference) FROM payment WHERE status = 'PENDING');
          SELECT order_reference FROM payment WHERE status = 'PENDING';
        $$ LANGUAGE sql;
        """);
    service.on("/ledger", exchange -> LocalServer.answer(exchange, status, ledger));
  }

  @AfterEach
  void close() throws Exception {
    service.close();
    execute("DROP FUNCTION finish_one(); DROP TABLE payment;");
  }

  @Test
  void tellsWhatAgreesAndInWhichWayTheRestDoesNot() throws Exception {
    pay("a", "PAID");
    pay("b", "PAID");
    pay("lost", "PAID");
    pay("twice", "PAID");
    pay("refused", "FAILED");
    ledger =
        "[\"a\", \"b\", \"unknown\", \"twice\", \"twice\", \"unknown twice\", \"unknown twice\"]";

    Books.Comparison books = compare(Duration.ofSeconds(30), PENDING);

    assertThat(books.agreed()).isEqualTo(2);
    assertThat(books.unknown()).isEqualTo(1);
    assertThat(books.twice()).isEqualTo(2);
    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void waitsForWhatIsPending() throws Exception {
    pay("a", "PENDING");
    pay("b", "PENDING");
    ledger = "[\"a\", \"b\"]";

    // Each time it is asked, one more is done.
    Books.Comparison books = compare(Duration.ofSeconds(60), "SELECT finish_one()");

    assertThat(books.agreed()).isEqualTo(2);
    assertThat(books.lost()).isZero();
    assertThat(books.settleSeconds()).isPositive();
  }

  @Test
  void whatStaysPendingIsLost() throws Exception {
    pay("a", "PENDING");
    pay("b", "PAID");
    ledger = "[\"b\"]";

    Books.Comparison books = compare(Duration.ofMillis(150), PENDING);

    assertThat(books.lost()).isEqualTo(1);
    assertThat(books.agreed()).isEqualTo(1);
    assertThat(books.settleSeconds()).isGreaterThanOrEqualTo(0.15);
  }

  @Test
  void aPendingEntryThatTheServiceKnowsIsLostAndNotUnknown() throws Exception {
    pay("a", "PENDING");
    ledger = "[\"a\"]";

    Books.Comparison books = compare(Duration.ofMillis(150), PENDING);

    assertThat(books.lost()).isEqualTo(1);
    assertThat(books.unknown()).isZero();
  }

  @Test
  void whatWasBookedBeforeTheServiceStartedIsNotLost() throws Exception {
    pay("earlier", "PAID");
    earlier =
        Books.booked(
            reconciliation(Duration.ofSeconds(1), PENDING),
            database.jdbcUrl(),
            database.user(),
            Optional.empty());
    pay("now", "PAID");
    ledger = "[\"now\"]";

    Books.Comparison books = compare(Duration.ofSeconds(30), PENDING);

    assertThat(earlier).containsExactly("earlier");
    assertThat(books.agreed()).isEqualTo(1);
    assertThat(books.lost()).isZero();
  }

  @Test
  void hurriesWhenAsked() throws Exception {
    pay("a", "PENDING");
    hurry = true;

    // A limit of days: only the hurry can end the wait.
    assertThat(compare(Duration.ofDays(2), PENDING).lost()).isEqualTo(1);
  }

  @Test
  void referencesMayBeNumbers() throws Exception {
    pay("17", "PAID");
    ledger = "[17]";

    assertThat(compare(Duration.ofSeconds(30), PENDING).agreed()).isEqualTo(1);
  }

  @Test
  void aBookThatCannotBeReadIsNoEmptyBook() {
    for (String answer : new String[] {"{}", "[[]]", "[\"a\"", ""}) {
      ledger = answer;
      assertFails("/ledger answers");
    }
    ledger = "[]";
    status = 503;
    assertFails("/ledger answered 503, not 200");
    service.close();
    assertFails("cannot read http://127.0.0.1:");
  }

  @Test
  void tellsWhatIsWrongWithTheSql() {
    assertThatThrownBy(() -> compare(Duration.ofSeconds(1), "SELECT count(*) FROM paymnt"))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageStartingWith("cannot read the payments of a variant: ")
        .hasMessageContaining("paymnt");
  }

  private static final String PENDING =
      "SELECT order_reference FROM payment WHERE status = 'PENDING'";

  private void assertFails(String message) {
    assertThatThrownBy(() -> compare(Duration.ofSeconds(1), PENDING))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining(message);
  }

  private Books.Comparison compare(Duration settle, String pending) throws InterruptedException {
    return Books.compare(
        reconciliation(settle, pending),
        database.jdbcUrl(),
        database.user(),
        Optional.empty(),
        service.at(""),
        earlier,
        () -> hurry);
  }

  private static Reconciliation reconciliation(Duration settle, String pending) {
    return new Reconciliation(
        "payments",
        pending,
        "SELECT order_reference FROM payment WHERE status = 'PAID'",
        "gateway",
        "/ledger",
        settle);
  }

  private static void pay(String reference, String status) throws SQLException {
    execute("INSERT INTO payment VALUES ('%s', '%s')".formatted(reference, status));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
