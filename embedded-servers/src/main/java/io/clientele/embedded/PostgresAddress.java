package io.clientele.embedded;

/// Where PostgreSQL listens and its superuser.
///
/// @param host name or address
/// @param port TCP
/// @param user a superuser
/// @param password in the clear; not for logs
public record PostgresAddress(String host, int port, String user, String password) {

    /// For a database of this server.
    ///
    /// @param database its name, such as `postgres`
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return "PostgresAddress[" + user + "@" + host + ":" + port + "]";
    }
}
