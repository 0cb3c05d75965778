package io.clientele.benchmark.api;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A running service that is measured, and how it is spoken to.
///
/// @param name a word or two, for the table
/// @param what one line on what it does
/// @param path POST creates there, GET with an id behind it reads
/// @param callers headers of the clients; client n uses those at n modulo their number
/// @param idName the JSON member with the id of what was created
/// @param echoes whether it answers a create with the whole record
/// @param rows counts the customers that it keeps
record Target(
        String name,
        String what,
        Server server,
        String path,
        List<Map<String, String>> callers,
        String idName,
        boolean echoes,
        Count rows) {

    /// Asks the database.
    @FunctionalInterface
    interface Count {
        long rows() throws SQLException;
    }

    /// A client of it.
    ///
    /// @param number from 0
    Client client(int number) {
        return new Client(server.port(), callers.get(number % callers.size()));
    }

    IOException wrong(String how, Client.Answer answer) {
        return new IOException("%s %s: %d %s".formatted(name, how, answer.status(), answer.body()));
    }
}
