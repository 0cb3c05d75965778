package io.clientele.schemas.failure;

import io.clientele.schemas.MalformedRecordException;

/// What may be written down about a failure.
///
/// @param reason what is wrong, in a sentence or a word; never a value of the record
public record Failure(FailureCause cause, String reason) {
    /// Our own message, else only the exception's class, because others may quote the record.
    public static Failure of(Exception exception) {
        String name = exception.getClass().getSimpleName();
        return exception instanceof MalformedRecordException malformed
                ? new Failure(malformed.failureCause(), name + ": " + malformed.getMessage())
                : new Failure(FailureCause.FAILED, name);
    }

    /// A record that a store refuses, with the exception's class.
    public static Failure refused(Exception exception) {
        return new Failure(FailureCause.REFUSED, exception.getClass().getSimpleName());
    }
}
