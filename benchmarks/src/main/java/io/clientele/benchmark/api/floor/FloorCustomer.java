package io.clientele.benchmark.api.floor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A customer with the fields that our API answers with.
@JsonNaming(SnakeCaseStrategy.class)
record FloorCustomer(
        UUID id,
        @Nullable UUID ownerProfessionalId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String phoneSecondary,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String dateOfBirth,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String province,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable String preferredContactMethod,
        boolean marketingConsent,
        boolean newsletterSubscribed,
        @Nullable String status,
        boolean emailVerified,
        boolean phoneVerified,
        @Nullable String source,
        @Nullable String notes,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastActivityAt,
        long version) {

    static FloorCustomer read(ResultSet row, int number) throws SQLException {
        Timestamp activity = row.getTimestamp("last_activity_at");
        return new FloorCustomer(
                row.getObject("id", UUID.class),
                row.getObject("owner_professional_id", UUID.class),
                row.getString("email"),
                row.getString("phone"),
                row.getString("phone_secondary"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("date_of_birth"),
                row.getString("address_line1"),
                row.getString("address_line2"),
                row.getString("city"),
                row.getString("province"),
                row.getString("postal_code"),
                row.getString("country"),
                row.getString("preferred_contact_method"),
                row.getBoolean("marketing_consent"),
                row.getBoolean("newsletter_subscribed"),
                row.getString("status"),
                row.getBoolean("email_verified"),
                row.getBoolean("phone_verified"),
                row.getString("source"),
                row.getString("notes"),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                activity == null ? null : activity.toInstant(),
                row.getLong("version"));
    }
}
