package io.clientele.search.index;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer as the index holds it: designated clear fields and keyed hashes, nothing else (DESIGN.md decision 7).
///
/// @param deleted true for the marker that stays where a customer was, so that nothing late brings it back; all else
///     is then empty
/// @param email tokens of the address and its parts
/// @param phone a token sequence for each number
record CustomerDocument(
        UUID tenantId,
        UUID customerId,
        boolean deleted,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable List<String> email,
        @Nullable List<String> phone,
        @Nullable List<String> tags,
        @Nullable String status,
        @Nullable UUID ownerProfessionalId,
        @Nullable List<UUID> referredProfessionalIds,
        @Nullable List<Vehicle> vehicles,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant lastActivityAt) {

    /// A vehicle in the clear fields.
    record Vehicle(String make, String model, int year) {}

    /// What stays of a customer who was deleted or erased.
    static CustomerDocument deleted(UUID tenantId, UUID customerId) {
        return new CustomerDocument(
                tenantId, customerId, true, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /// Names nobody.
    @Override
    public String toString() {
        return "CustomerDocument[" + customerId + "]";
    }
}
