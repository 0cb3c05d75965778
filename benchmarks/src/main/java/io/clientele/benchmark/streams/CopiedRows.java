package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Gives the floor's database the customers of ours, byte by byte.
final class CopiedRows {
    private CopiedRows() {}

    static void copy(Database from, Database to) throws SQLException, IOException {
        try (Connection source = from.superuser().open();
                Connection target = to.superuser().open()) {
            for (String table : new String[] {"tenant", "professional", "customer"}) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                manager(source).copyOut("copy " + table + " to stdout (format binary)", rows);
                manager(target)
                        .copyIn(
                                "copy " + table + " from stdin (format binary)",
                                new ByteArrayInputStream(rows.toByteArray()));
            }
        }
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
