package io.clientele.schemas.database;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `DatabaseSetup` as a program, for containers: reads `CLIENTELE_DB_HOST`, `_PORT` (5432), `_NAME` (clientele),
/// `_SUPERUSER` (postgres), `_SUPERUSER_PASSWORD`, and `CLIENTELE_DB_ROLE_PASSWORD` or one for each role, for example
/// `CLIENTELE_DB_ROLE_PASSWORD_GATEWAY`. Exits 0 when the database is ready.
public final class PrepareDatabase {
    private static final String ROLE_PASSWORD = "CLIENTELE_DB_ROLE_PASSWORD";

    private PrepareDatabase() {}

    public static void main(String[] arguments) throws SQLException {
        DatabaseSetup.prepare(config(System.getenv()));
    }

    static DatabaseSetup.Config config(Map<String, String> environment) {
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            @Nullable String own = environment.get(ROLE_PASSWORD + "_" + role.name());
            passwords.put(role, own == null ? required(environment, ROLE_PASSWORD) : own);
        }
        return new DatabaseSetup.Config(
                required(environment, "CLIENTELE_DB_HOST"),
                Integer.parseInt(environment.getOrDefault("CLIENTELE_DB_PORT", "5432")),
                environment.getOrDefault("CLIENTELE_DB_NAME", "clientele"),
                environment.getOrDefault("CLIENTELE_DB_SUPERUSER", "postgres"),
                required(environment, "CLIENTELE_DB_SUPERUSER_PASSWORD"),
                passwords,
                DatabaseSetup.SLOT);
    }

    private static String required(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("The environment variable " + name + " is not set.");
        }
        return value;
    }
}
