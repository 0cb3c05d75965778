package io.clientele.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an activity is about besides its customer, in short. Nothing personal is in it.
public sealed interface RelatedEntity {
    /// As stored, for example `vehicle`.
    String type();

    UUID id();

    record Vehicle(String type, UUID id, String make, String model, int year, String status) implements RelatedEntity {}

    record Referral(
            String type,
            UUID id,
            @Nullable UUID fromProfessionalId,
            UUID toProfessionalId,
            String status,
            Instant createdAt)
            implements RelatedEntity {}

    record Professional(String type, UUID id, String name, String status) implements RelatedEntity {}

    record Customer(
            String type, UUID id, String status, @Nullable UUID ownerProfessionalId) implements RelatedEntity {}

    record Operation(String type, UUID id, String kind, String status, Instant startedAt) implements RelatedEntity {}

    record OwnershipTransfer(
            String type, UUID id, @Nullable UUID previousOwnerId, UUID newOwnerId, Instant transferredAt)
            implements RelatedEntity {}

    record Activity(String type, UUID id, String activityType, Instant createdAt) implements RelatedEntity {}

    record Inquiry(String type, UUID id, String status, Instant receivedAt) implements RelatedEntity {}

    /// Something that other systems keep, or that is no longer there.
    record Other(String type, UUID id) implements RelatedEntity {}
}
