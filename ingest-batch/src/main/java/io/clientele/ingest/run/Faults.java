package io.clientele.ingest.run;

import io.clientele.problem.ProblemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Tells what a failed run means.
public final class Faults {
    // Connection, transaction rollback, resources, operator intervention, system error (PostgreSQL, appendix A).
    private static final Set<String> PASSING_CLASSES = Set.of("08", "25", "40", "53", "55", "57", "58");

    private Faults() {}

    /// The outcome for what was thrown; what the requester has to know wins over the rest.
    ///
    /// @param thrown at least one
    public static RunOutcome outcome(List<Throwable> thrown) {
        for (Throwable each : thrown) {
            for (@Nullable Throwable cause = each; cause != null; cause = cause.getCause()) {
                if (cause instanceof ProblemException problem) {
                    return new RunOutcome.Refused(problem.code(), problem.detail());
                }
            }
        }
        for (Throwable each : thrown) {
            if (isPassing(each)) {
                return new RunOutcome.Faulted(each, true);
            }
        }
        return new RunOutcome.Faulted(thrown.getFirst(), false);
    }

    private static boolean isPassing(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean passing = switch (cause) {
                case WorkLostException lost -> true;
                case TransientDataAccessException away -> true;
                case DataAccessResourceFailureException away -> true;
                case CannotCreateTransactionException away -> true;
                case TransactionSystemException away -> true;
                case SQLException sql -> isPassing(sql.getSQLState());
                default -> false;
            };
            if (passing) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(@Nullable String state) {
        return state != null && state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2));
    }
}
