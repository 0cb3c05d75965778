package io.clientele.api.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Tells a database that is away, starting, stopping or full of connections from one that refuses a statement.
final class DatabaseOutage {
    private static final int MAX_DEPTH = 20;

    private DatabaseOutage() {}

    static boolean isCauseOf(Throwable thrown) {
        @Nullable Throwable at = thrown;
        for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
            if (at instanceof CannotGetJdbcConnectionException
                    || at instanceof CannotCreateTransactionException
                    || at instanceof SQLTransientConnectionException
                    || (at instanceof SQLException sql && isOutage(sql.getSQLState()))) {
                return true;
            }
            // The connection died in a transaction, so that the rollback failed too: what died first tells why.
            @Nullable
            Throwable first = at instanceof TransactionSystemException failed ? failed.getApplicationException() : null;
            if (first != null) {
                return isCauseOf(first);
            }
            at = at.getCause();
        }
        return false;
    }

    /// PostgreSQL, appendix A: 08 connection, 53 resources, 57P shutdown and start, 25006 read only (a failover).
    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.equals("25006"));
    }
}
