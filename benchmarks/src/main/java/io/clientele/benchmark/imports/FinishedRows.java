package io.clientele.benchmark.imports;

import io.clientele.benchmark.place.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The rows of a finished import as binary COPY writes and reads them: the floor loads exactly the bytes that the
/// tables are to hold, in the order in which our import left them.
record FinishedRows(Path directory) {
    // The keys first, as every contender writes them.
    private static final List<String> TABLES = List.of("subject_key", "customer");
    private static final int BUFFER = 1 << 16;

    /// Takes the rows once.
    void take(Connection connection) throws SQLException, IOException {
        for (String table : TABLES) {
            try (OutputStream file = Files.newOutputStream(Workspace.finished(directory, table))) {
                copyManager(connection).copyOut("copy " + table + " to stdout (format binary)", file);
            }
        }
    }

    /// Loads them, in one transaction.
    ///
    /// @param superuser since COPY does not work under row-level security
    /// @return how many customers
    long load(Connection superuser) throws SQLException, IOException {
        superuser.setAutoCommit(false);
        long rows = 0;
        for (String table : TABLES) {
            try (InputStream file = Files.newInputStream(Workspace.finished(directory, table))) {
                rows = copyManager(superuser).copyIn("copy " + table + " from stdin (format binary)", file, BUFFER);
            }
        }
        superuser.commit();
        return rows;
    }

    private static CopyManager copyManager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
