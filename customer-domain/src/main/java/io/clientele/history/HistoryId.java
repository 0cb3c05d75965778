package io.clientele.history;

import io.clientele.schemas.cdc.RowChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/// Ids of history rows, made of the change (UUID version 8, RFC 9562 section 5.8): 48 bits of its time in milliseconds,
/// so that the index grows at its end as with version 7, and a hash of what it is.
final class HistoryId {
    private HistoryId() {}

    /// The id of a change of a record that was there: the position tells two changes apart even if they have one
    /// version.
    static UUID of(RowChange change, UUID customerId, long version, Instant at) {
        return id(change, customerId, version + "/" + change.lsn(), at);
    }

    /// The id of a record's beginning, of which there is one wherever it was read from.
    static UUID ofFirst(RowChange change, UUID customerId, Instant at) {
        return id(change, customerId, "first", at);
    }

    private static UUID id(RowChange change, UUID customerId, String which, Instant at) {
        String name =
                change.tenantId() + "/" + change.table() + "/" + change.entityId() + "/" + customerId + "/" + which;
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = at.toEpochMilli() << 16 | 0x8000L | hash.getLong() & 0x0FFFL;
        long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
