package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.backend.TestDatabases;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProbeTest {
  private static final int ROWS = 50_000;

  @TempDir private static Path folder;

  private static Supervisor supervisor;
  private static Backend backend;

  @BeforeAll
  static void start() throws Exception {
    supervisor = Supervisor.open();
    backend = TestDatabases.backend(ROWS, folder, supervisor);
  }

  @AfterAll
  static void stop() {
    supervisor.close();
  }

  @Test
  void countsStatementsAsSentWithoutTransactionControl() throws Exception {
    try (PostgresProbe probe = probe("naive");
        Connection connection = connect("naive")) {
      PostgresProbe.Statements before = probe.statements();
      connection.setAutoCommit(false);
      for (int owner = 0; owner < 7; owner++) {
        countOf(connection, owner);
      }
      connection.commit();

      PostgresProbe.Statements counted = probe.statements().minus(before);

      assertThat(counted.calls()).isEqualTo(7);
      assertThat(counted.buffersHit() + counted.buffersRead()).isPositive();
    }
  }

  @Test
  void countsNeitherItselfNorTheOtherVariant() throws Exception {
    try (PostgresProbe naive = probe("naive");
        PostgresProbe fixed = probe("fixed");
        Connection connection = connect("fixed")) {
      PostgresProbe.Statements before = naive.statements();
      countOf(connection, 1);
      naive.rowsRead();
      naive.topStatement();
      fixed.statements();

      assertThat(naive.statements()).isEqualTo(before);
    }
  }

  @Test
  void countsRowsReadNotReturned() throws Exception {
    try (PostgresProbe probe = probe("naive")) {
      // What another test's connection hands in must not come later.
      long before = probe.rowsReadOnceDisconnected();
      try (Connection connection = connect("naive")) {
        // Workers hand their counts in too, but one process makes it exact.
        execute(connection, "SET max_parallel_workers_per_gather = 0");
        countOf(connection, 1);
      }
      // Handed in when the connection ends.
      Eventually.holds("rows are handed in", () -> probe.rowsRead() > before);

      assertThat(probe.rowsRead() - before).isEqualTo(ROWS);
    }
  }

  @Test
  void indexReadsOnlyWhatItFinds() throws Exception {
    try (PostgresProbe probe = probe("fixed")) {
      long before = probe.rowsRead();
      try (Connection connection = connect("fixed")) {
        execute(connection, "SET enable_indexonlyscan = off");
        countOf(connection, 1);
      }
      Eventually.holds("rows are handed in", () -> probe.rowsRead() > before);

      assertThat(probe.rowsRead() - before).isEqualTo(ROWS / 100);
    }
  }

  @Test
  void explainsTheStatementThatCostMost() throws Exception {
    try (PostgresProbe naive = probe("naive");
        PostgresProbe fixed = probe("fixed");
        Connection slow = connect("naive");
        Connection quick = connect("fixed")) {
      for (int owner = 0; owner < 20; owner++) {
        notesOf(slow, owner);
        notesOf(quick, owner);
      }

      PostgresProbe.TopStatement top = naive.topStatement().orElseThrow();

      assertThat(top.text()).isEqualTo("SELECT note FROM item WHERE owner = $1 ORDER BY id");
      assertThat(top.calls()).isEqualTo(20);
      assertThat(naive.queryPlan(top.text()).orElseThrow())
          .hasSizeLessThanOrEqualTo(6)
          .anyMatch(line -> line.contains("Seq Scan on item"));
      assertThat(fixed.queryPlan(top.text()).orElseThrow())
          .anyMatch(line -> line.contains("item_owner"));
    }
  }

  @Test
  void statementThatCannotBeExplainedHasNoPlan() {
    try (PostgresProbe probe = probe("naive")) {
      assertThat(probe.queryPlan("TRUNCATE item")).isEmpty();
      assertThat(probe.queryPlan("SELECT 1").orElseThrow()).containsExactly("Result");
    }
  }

  @Test
  void cpuOfTheServerGrowsWithWorkButNotWithTheProbes() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux has /proc");
    try (PostgresProbe probe = probe("naive");
        Connection connection = connect("naive")) {
      long postmaster = backend.databaseProcess().orElseThrow();
      PostgresProcessProbe cpu = new PostgresProcessProbe(postmaster, Set.of(probe.backend()));
      long own = ProcFiles.SYSTEM.threadNanos(probe.backend(), probe.backend()).orElseThrow();
      PostgresProcessProbe all = new PostgresProcessProbe(postmaster, Set.of());
      long before = cpu.cpuNanos().orElseThrow();

      // Parallel workers included: they end with the statement.
      execute(connection, "SET parallel_setup_cost = 0");
      execute(connection, "SET parallel_tuple_cost = 0");
      execute(connection, "SET min_parallel_table_scan_size = 0");
      execute(connection, "SELECT sum(length(md5(note))) FROM item");

      assertThat(cpu.cpuNanos().orElseThrow() - before).isGreaterThan(5_000_000L);
      assertThat(all.cpuNanos().orElseThrow())
          .isGreaterThanOrEqualTo(cpu.cpuNanos().orElseThrow() + own);
    }
  }

  @Test
  void databaseThatIsGoneIsNamed() {
    DatabaseAddress address = backend.database("naive");

    assertThatThrownBy(
            () ->
                PostgresProbe.connect(
                    address.jdbcUrl() + "_gone", address.user(), address.password()))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("naive_gone");
  }

  @Test
  void serverThatDoesNotAnswerIsNamedByItsDatabase() {
    String nobody = "jdbc:postgresql://127.0.0.1:" + LoopbackPorts.free() + "/naive";

    assertThatThrownBy(() -> PostgresProbe.connect(nobody, "me", Optional.empty()))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessage("cannot read statistics of database naive: PostgreSQL does not answer");
  }

  private static PostgresProbe probe(String variant) {
    DatabaseAddress address = backend.database(variant);
    return PostgresProbe.connect(address.jdbcUrl(), address.user(), address.password());
  }

  private static Connection connect(String variant) throws Exception {
    DatabaseAddress address = backend.database(variant);
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), "");
  }

  private static void countOf(Connection connection, int owner) throws Exception {
    query(connection, "SELECT count(*) FROM item WHERE owner = ?", owner);
  }

  private static void notesOf(Connection connection, int owner) throws Exception {
    query(connection, "SELECT note FROM item WHERE owner = ? ORDER BY id", owner);
  }

  private static void query(Connection connection, String sql, int owner) throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, owner);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
