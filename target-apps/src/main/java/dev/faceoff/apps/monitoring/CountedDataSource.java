package dev.faceoff.apps.monitoring;

import io.micrometer.core.instrument.Counter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.function.SingletonSupplier;

/** Counts each {@code execute…} of the statements that its connections make. */
final class CountedDataSource extends DelegatingDataSource {
  private final Supplier<Counter> statements;

  /**
   * @param statements asked for when the first statement is sent: the pool may be there before the
   *     registry of meters is
   */
  CountedDataSource(DataSource pool, Supplier<Counter> statements) {
    super(pool);
    this.statements = SingletonSupplier.of(statements);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return counted(Connection.class, super.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return counted(Connection.class, super.getConnection(user, password));
  }

  private <T> T counted(Class<T> type, T counted) {
    InvocationHandler handler = (proxy, method, arguments) -> call(counted, method, arguments);
    return type.cast(
        Proxy.newProxyInstance(
            CountedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    if (target instanceof Statement && method.getName().startsWith("execute")) {
      statements.get().increment();
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (result instanceof CallableStatement call) {
      return counted(CallableStatement.class, call);
    }
    if (result instanceof PreparedStatement prepared) {
      return counted(PreparedStatement.class, prepared);
    }
    // Not a statement's own result set, whose getStatement() would otherwise come back as another.
    return method.getReturnType() == Statement.class
        ? counted(Statement.class, (Statement) result)
        : result;
  }
}
