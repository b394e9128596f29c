package dev.faceoff.diagnosis;

import java.util.List;
import java.util.Optional;

/** What a service had its database do while something was played. */
public record DatabaseUse(List<StatementUse> statements, List<TableUse> tables) {
  public DatabaseUse {
    statements = List.copyOf(statements);
    tables = List.copyOf(tables);
  }

  /** Time in the database for each request. */
  public double millisPerRequest() {
    return statements.stream().mapToDouble(StatementUse::millisPerRequest).sum();
  }

  /** Statements for each request. */
  public double callsPerRequest() {
    return statements.stream().mapToDouble(StatementUse::callsPerRequest).sum();
  }

  Optional<StatementUse> statement(String text) {
    return statements.stream().filter(each -> each.text().equals(text)).findFirst();
  }

  Optional<TableUse> table(String name) {
    return tables.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
