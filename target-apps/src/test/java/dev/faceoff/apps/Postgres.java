package dev.faceoff.apps;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one PostgreSQL server of this module's tests, started on first use. */
public final class Postgres {
  private static final EmbeddedPostgres SERVER = start();

  private Postgres() {}

  /**
   * Makes a database, migrates it and takes its statistics.
   *
   * @param placeholders of the migrations: sizes and seed
   * @param locations folders of migrations below {@code db}
   */
  public static Database create(
      String name, Map<String, String> placeholders, String... locations) {
    admin().sql("create database " + name).update();
    DataSource source = SERVER.getDatabase("postgres", name);
    Flyway.configure()
        .dataSource(source)
        .locations(List.of(locations).stream().map("classpath:db/"::concat).toArray(String[]::new))
        .placeholders(placeholders)
        .load()
        .migrate();
    JdbcClient sql = JdbcClient.create(source);
    sql.sql("vacuum (freeze, analyze)").update();
    return new Database(name, SERVER.getJdbcUrl("postgres", name), sql);
  }

  private static JdbcClient admin() {
    return JdbcClient.create(SERVER.getPostgresDatabase());
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              // Counts no BEGIN and COMMIT.
              .setServerConfig("pg_stat_statements.track_utility", "off")
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-postgres"));
      JdbcClient.create(server.getPostgresDatabase())
          .sql("create extension pg_stat_statements")
          .update();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A migrated database.
   *
   * @param sql connects anew for each statement
   */
  public record Database(String name, String url, JdbcClient sql) {

    /** A statement as the server saw it: constants and parameters are {@code $1}, {@code $2} … */
    public record Statement(String text, long calls) {}

    /** Runs {@code action} and returns what it sent here, without transaction control. */
    public List<Statement> statementsDuring(Runnable action) {
      long id =
          admin()
              .sql("select oid from pg_database where datname = ?")
              .param(name)
              .query(Long.class)
              .single();
      admin().sql("select pg_stat_statements_reset(0, ?, 0)").param(id).query().singleValue();

      action.run();

      return admin()
          .sql("select query as text, calls from pg_stat_statements where dbid = ?")
          .param(id)
          .query(Statement.class)
          .list();
    }

    /** Returns PostgreSQL's plan of {@code statement}, a line a node. */
    public String plan(JdbcClient.StatementSpec explained) {
      return String.join("\n", explained.query(String.class).list());
    }
  }
}
