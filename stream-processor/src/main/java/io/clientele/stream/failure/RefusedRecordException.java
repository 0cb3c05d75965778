package io.clientele.stream.failure;

import io.clientele.schemas.failure.Failure;
import io.clientele.schemas.failure.FailureCause;

/// A record that can be read but not taken, as things are. The message may be written down: it says what is wrong,
/// without any value of the record.
public final class RefusedRecordException extends RuntimeException {
    private final String reason;

    /// @param reason what is wrong, without any value of the record
    public RefusedRecordException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What may be written down.
    public Failure failure() {
        return new Failure(FailureCause.REFUSED, getClass().getSimpleName() + ": " + reason);
    }
}
