package dev.faceoff.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The services' own schemas in H2. */
public final class Schemas {
  private Schemas() {}

  /**
   * Creates a schema written for PostgreSQL.
   *
   * @param migration on the class path, for example {@code db/n-plus-one/V1__schema.sql}
   */
  public static void create(DataSource database, String migration) {
    try {
      String sql =
          new ClassPathResource(migration)
              .getContentAsString(StandardCharsets.UTF_8)
              // Unknown to H2, and of another kind: a text of PostgreSQL is no large object.
              .replace("timestamptz", "timestamp with time zone")
              .replace(" text ", " varchar ");
      new ResourceDatabasePopulator(new ByteArrayResource(sql.getBytes(StandardCharsets.UTF_8)))
          .execute(database);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
