package io.clientele.domain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Remembers the statements that are prepared.
final class WatchedDataSource extends DelegatingDataSource {
    private final List<String> statements = new CopyOnWriteArrayList<>();

    WatchedDataSource(DataSource target) {
        super(target);
    }

    /// What `work` asks, besides naming its tenant. Nothing else may use the domain meanwhile.
    List<String> during(Runnable work) {
        statements.clear();
        work.run();
        return statements.stream()
                .filter(sql -> !sql.contains("set_config") || sql.contains(";"))
                .toList();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                WatchedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) values[0]);
                    } else if (method.getName().equals("createStatement")) {
                        statements.add("a statement without parameters");
                    }
                    try {
                        return method.invoke(connection, values);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
