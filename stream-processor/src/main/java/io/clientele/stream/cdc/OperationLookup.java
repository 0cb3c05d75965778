package io.clientele.stream.cdc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Kind, actor and trace of the operations that changes name: remembered from the log itself, where the operation's row
/// precedes its changes, else asked of the database. Used by one thread.
final class OperationLookup implements AutoCloseable {
    private static final int MOST = 10_000;
    private static final String FIND = """
            select kind, actor_id, traceparent from operation
            where tenant_id = ? and id = ?
            """;

    /// What is put on each change of an operation.
    ///
    /// @param traceparent null where the operation has none
    record Operation(String kind, String actorId, @Nullable String traceparent) {}

    private final String jdbcUrl;
    private final String username;
    private final String password;
    private final Map<String, Optional<Operation>> known = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Operation>> eldest) {
            return size() > MOST;
        }
    };
    private @Nullable Connection connection;

    /// @param username a role that sees the operations of all tenants
    OperationLookup(String jdbcUrl, String username, String password) {
        this.jdbcUrl = jdbcUrl;
        this.username = username;
        this.password = password;
    }

    void remember(String operationId, Operation operation) {
        known.put(operationId, Optional.of(operation));
    }

    /// Empty for an operation that nobody recorded.
    ///
    /// @throws IllegalStateException when the database does not answer
    Optional<Operation> find(String tenantId, String operationId) {
        Optional<Operation> cached = known.get(operationId);
        if (cached != null) {
            return cached;
        }
        Optional<Operation> found = query(tenantId, operationId);
        known.put(operationId, found);
        return found;
    }

    private Optional<Operation> query(String tenantId, String operationId) {
        try {
            if (connection == null || connection.isClosed()) {
                connection = DriverManager.getConnection(jdbcUrl, username, password);
            }
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setObject(1, UUID.fromString(tenantId));
                select.setObject(2, UUID.fromString(operationId));
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Operation(
                                    row.getString("kind"), row.getString("actor_id"), row.getString("traceparent")))
                            : Optional.empty();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the operation of a change could not be looked up", e);
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is gone either way.
            return;
        }
    }
}
