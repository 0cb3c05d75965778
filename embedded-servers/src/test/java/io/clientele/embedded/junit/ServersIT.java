package io.clientele.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.embedded.PostgresAddress;
import io.clientele.schemas.database.DatabaseRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class ServersIT {

    @Test
    void isMigratedAndTheSameForTheWholeClass(TestDatabase database, TestDatabase again) throws SQLException {
        assertThat(again).isSameAs(database);
        try (Connection gateway = database.connect(DatabaseRole.GATEWAY)) {
            assertThat(count(gateway, "select count(*) from customer")).isZero();
        }
    }

    @Test
    void isGoneWithItsSlotWhenClosed(PostgresAddress server) throws SQLException {
        String name;
        try (TestDatabase database = TestDatabase.create()) {
            name = database.name();
            String slot = database.slot();
            try (Connection connection = database.connectAsSuperuser()) {
                assertThat(count(
                                connection,
                                "select count(*) from pg_replication_slots where slot_name = '" + slot + "'"))
                        .isOne();
            }
        }
        try (Connection connection =
                DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password())) {
            assertThat(count(connection, "select count(*) from pg_database where datname = '" + name + "'"))
                    .isZero();
            assertThat(count(connection, "select count(*) from pg_replication_slots where database = '" + name + "'"))
                    .isZero();
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
