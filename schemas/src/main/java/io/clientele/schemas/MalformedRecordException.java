package io.clientele.schemas;

import org.apache.kafka.common.errors.SerializationException;

/// A record that does not have the shape its topic promises: it can never be read, however often it is tried.
/// The message names what is missing or wrong, never a value of the record.
public final class MalformedRecordException extends SerializationException {
    /// @param message what is wrong, without any value of the record
    public MalformedRecordException(String message) {
        super(message);
    }
}
