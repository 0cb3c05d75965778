package io.clientele.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A customer as one viewer may see it: the only shape in which a customer leaves the platform.
public sealed interface CustomerView {
    UUID id();

    long version();

    /// The same without anything to reach the customer by; the view itself where it is limited already.
    Limited limited();

    /// For those with full access. Prints only ids.
    @JsonNaming(SnakeCaseStrategy.class)
    record Full(
            UUID id,
            @Nullable UUID ownerProfessionalId,
            String email,
            String phone,
            @Nullable String phoneSecondary,
            String firstName,
            String lastName,
            @Nullable String dateOfBirth,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String city,
            @Nullable String province,
            @Nullable String postalCode,
            String country,
            String preferredContactMethod,
            boolean marketingConsent,
            boolean newsletterSubscribed,
            String status,
            boolean emailVerified,
            boolean phoneVerified,
            @Nullable String source,
            @Nullable String notes,
            List<String> tags,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant lastActivityAt,
            long version)
            implements CustomerView {
        @Override
        public Limited limited() {
            return new Limited(
                    id, ownerProfessionalId, firstName, lastName, province, country, status, createdAt, version);
        }

        @Override
        public String toString() {
            return "Full[id=" + id + ", version=" + version + "]";
        }
    }

    /// For professionals to whom the customer was referred: who it is, but nothing to reach them by.
    @JsonNaming(SnakeCaseStrategy.class)
    record Limited(
            UUID id,
            @Nullable UUID ownerProfessionalId,
            String firstName,
            String lastName,
            @Nullable String province,
            String country,
            String status,
            Instant createdAt,
            long version)
            implements CustomerView {
        @Override
        public Limited limited() {
            return this;
        }

        @Override
        public String toString() {
            return "Limited[id=" + id + ", version=" + version + "]";
        }
    }
}
