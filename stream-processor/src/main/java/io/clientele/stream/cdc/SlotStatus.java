package io.clientele.stream.cdc;

import org.jspecify.annotations.Nullable;

/// The replication slot as PostgreSQL sees it.
///
/// @param walStatus `reserved`, `extended`, `unreserved` or `lost`
/// @param invalidationReason why the slot is lost; null while it is not
/// @param confirmedLsn up to where changes were confirmed, and can no longer be read
/// @param lagBytes of WAL written and not confirmed yet
/// @param keptBytes of WAL that the server keeps for this slot
/// @param safeBytes of WAL that can still be written before the slot is in danger of being lost; null without a limit
record SlotStatus(
        String walStatus,
        @Nullable String invalidationReason,
        long confirmedLsn,
        long lagBytes,
        long keptBytes,
        @Nullable Long safeBytes) {
    /// A lost slot never comes back: changes are missing, and a new slot needs a snapshot.
    boolean lost() {
        return walStatus.equals("lost") || invalidationReason != null;
    }
}
