package io.clientele.launcher.home;

import io.clientele.schemas.database.DatabaseRole;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The generated password of every database role, kept in the home's secrets.
///
/// @param byRole one for each role
public record Passwords(Map<DatabaseRole, String> byRole) {
    private static final String FILE = "database.json";
    private static final int BYTES = 18;
    private static final JsonMapper JSON = JsonMapper.shared();

    public Passwords {
        byRole = Map.copyOf(byRole);
    }

    /// The passwords of a home, made on first use.
    ///
    /// @throws IOException when they can be neither read nor written
    public static Passwords of(Home home) throws IOException {
        Map<String, String> kept =
                JSON.readValue(home.secret(FILE, JSON.writeValueAsString(fresh())), new TypeReference<>() {});
        var byRole = new EnumMap<DatabaseRole, String>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            byRole.put(role, kept(kept, role.roleName()));
        }
        return new Passwords(byRole);
    }

    private static String kept(Map<String, String> kept, String role) throws IOException {
        String password = kept.get(role);
        if (password == null) {
            throw new IOException("secrets/" + FILE + " has no password for " + role);
        }
        return password;
    }

    private static Map<String, String> fresh() {
        var random = new SecureRandom();
        var passwords = new LinkedHashMap<String, String>();
        for (DatabaseRole role : DatabaseRole.values()) {
            passwords.put(role.roleName(), password(random));
        }
        return passwords;
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Passwords[***]";
    }
}
