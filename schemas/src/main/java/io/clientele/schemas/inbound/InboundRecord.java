package io.clientele.schemas.inbound;

import io.clientele.schemas.MalformedRecordException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event of another system with the part of its CloudEvents context that is kept.
///
/// @param id made of tenant, `ce_source` and `ce_id` ([io.clientele.schemas.event.EventId#ofInbound]), which may be
///     any text: the same event has the same id, however often it is sent
/// @param time when it happened by the other system's clock, microseconds at most
public record InboundRecord<E extends InboundEvent>(UUID id, UUID tenantId, Instant time, E event) {
    /// Order per customer, and state that lies where the customer's records are read, both rest on the key.
    ///
    /// @throws MalformedRecordException when the record's key is not its customer's id
    public void requireKey(@Nullable String key) {
        if (!event.customerId().toString().equals(key)) {
            throw new MalformedRecordException("the record's key is not its customer's id");
        }
    }
}
