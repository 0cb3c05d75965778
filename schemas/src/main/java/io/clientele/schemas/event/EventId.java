package io.clientele.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids that are made of what they identify (UUID version 5, RFC 9562 section 5.5): deriving the same fact again gives
/// the same id, so that whoever remembers ids sees no second event.
public final class EventId {
    private static final UUID NAMESPACE = UUID.fromString("6f2b0c52-7a0e-5d0f-9d53-3c1f6a6f3c11");

    private EventId() {}

    /// The id of an event.
    ///
    /// @param entityId the row that changed
    /// @param version of that row, 1 for rows that never change
    public static UUID of(EventType type, UUID tenantId, UUID entityId, long version) {
        return named(type.typeName() + '/' + tenantId + '/' + entityId + '/' + version);
    }

    /// The id of something that follows from an event once, for example its activity.
    ///
    /// @param what distinguishes several consequences of one event
    public static UUID following(UUID eventId, String what) {
        return named(what + '/' + eventId);
    }

    /// The id under which an event of another system is known here.
    ///
    /// @param source its `ce_source`, any text
    /// @param id its `ce_id`, any text; unique for that source
    public static UUID ofInbound(UUID tenantId, String source, String id) {
        // With the length, so that no two pairs run into the same text.
        return named("inbound/" + tenantId + '/' + source.length() + '/' + source + '/' + id);
    }

    private static UUID named(String name) {
        MessageDigest digest = sha1();
        digest.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest(name.getBytes(UTF_8)));
        long high = (bytes.getLong() & ~0xF000L) | 0x5000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
