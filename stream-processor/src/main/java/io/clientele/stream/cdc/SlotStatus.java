package io.clientele.stream.cdc;

import org.jspecify.annotations.Nullable;

/// The replication slot as PostgreSQL sees it.
///
/// @param walStatus `reserved`, `extended`, `unreserved` or `lost`
/// @param invalidationReason why the slot is lost; null while it is not
/// @param lagBytes of WAL written and not confirmed yet
/// @param keptBytes of WAL that the server keeps for this slot
record SlotStatus(String walStatus, @Nullable String invalidationReason, long lagBytes, long keptBytes) {
    /// A lost slot never comes back: changes are missing, and a new slot needs a snapshot.
    boolean lost() {
        return walStatus.equals("lost") || invalidationReason != null;
    }
}
