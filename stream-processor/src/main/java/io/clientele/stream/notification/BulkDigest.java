package io.clientele.stream.notification;

import io.clientele.schemas.Json;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one bulk operation did that concerns one recipient, in numbers.
///
/// @param byKind how many events of each kind of notification
/// @param firstAt when the first of them happened
/// @param lastAt when the last did
record BulkDigest(
        UUID tenantId,
        UUID recipient,
        UUID operationId,
        @Nullable UUID actorId,
        Map<String, Long> byKind,
        Instant firstAt,
        Instant lastAt) {

    /// Of one event.
    static BulkDigest of(NotificationEntry entry) {
        return new BulkDigest(
                entry.tenantId(),
                entry.recipientProfessionalId(),
                entry.operationId(),
                entry.actorId(),
                Map.of(entry.kind().text(), 1L),
                entry.createdAt(),
                entry.createdAt());
    }

    /// What distinguishes digests in a store.
    String key() {
        return recipient + "/" + operationId;
    }

    /// Both together.
    BulkDigest plus(@Nullable BulkDigest other) {
        if (other == null) {
            return this;
        }
        Map<String, Long> sums = new TreeMap<>(byKind);
        other.byKind.forEach((kind, count) -> sums.merge(kind, count, Long::sum));
        return new BulkDigest(
                tenantId,
                recipient,
                operationId,
                actorId == null ? other.actorId : actorId,
                sums,
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
    }

    /// The one notification that there is of it, whatever its counts.
    NotificationEntry entry() {
        long events = byKind.values().stream().mapToLong(Long::longValue).sum();
        return new NotificationEntry(
                NotificationEntry.idOf(operationId, recipient),
                tenantId,
                recipient,
                NotificationKind.BULK_DIGEST,
                null,
                operationId,
                NotificationEntry.OPERATION,
                null,
                operationId,
                true,
                actorId,
                Json.tree(Map.of("events", events, "by_kind", byKind, "last_at", lastAt)),
                firstAt);
    }
}
