package io.clientele.schemas;

import io.clientele.schemas.failure.FailureCause;
import org.apache.kafka.common.errors.SerializationException;

/// A record that does not have the shape its topic promises: it can never be read, however often it is tried.
/// The message names what is missing or wrong, never a value of the record.
public final class MalformedRecordException extends SerializationException {
    private final FailureCause failureCause;

    /// @param message what is wrong, without any value of the record
    public MalformedRecordException(String message) {
        this(FailureCause.MALFORMED, message);
    }

    /// @param failureCause why it can not be read
    public MalformedRecordException(FailureCause failureCause, String message) {
        super(message);
        this.failureCause = failureCause;
    }

    /// Why it can not be read.
    public FailureCause failureCause() {
        return failureCause;
    }
}
