package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Changes customers, all in turn, a few hundred in a transaction: the same for both ways.
final class Updates {
    private static final int IN_TRANSACTION = 500;
    private static final String ALL = "select tenant_id, id from customer order by tenant_id, id";
    private static final String CHANGE = """
            update customer set notes = decode(md5(random()::text) || md5(random()::text), 'hex'),
                version = version + 1, updated_at = clock_timestamp()
            where tenant_id = ? and id = any (?)
            """;

    private final Database.Login login;
    private final UUID tenant;
    private final List<UUID> customers;
    private int next;

    private Updates(Database.Login login, UUID tenant, List<UUID> customers) {
        this.login = login;
        this.tenant = tenant;
        this.customers = customers;
    }

    /// Of the customers that are there now, all of one tenant.
    static Updates of(Database database) throws SQLException {
        Database.Login login = database.superuser();
        List<UUID> found = new ArrayList<>();
        UUID tenant = new UUID(0, 0);
        try (Connection connection = login.open();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(ALL)) {
            while (row.next()) {
                tenant = row.getObject(1, UUID.class);
                found.add(row.getObject(2, UUID.class));
            }
        }
        return new Updates(login, tenant, found);
    }

    /// Changes that many rows, as fast as the server takes it.
    void write(int changes) throws SQLException {
        try (Connection connection = login.open();
                PreparedStatement change = connection.prepareStatement(CHANGE)) {
            int left = changes;
            while (left > 0) {
                // No row twice in a statement, which would change it once.
                int size = Math.min(Math.min(left, IN_TRANSACTION), customers.size() - next);
                change.setObject(1, tenant);
                change.setArray(
                        2,
                        connection.createArrayOf(
                                "uuid", customers.subList(next, next + size).toArray()));
                change.executeUpdate();
                next = (next + size) % customers.size();
                left -= size;
            }
        }
    }
}
