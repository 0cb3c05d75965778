package io.clientele.customer;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer as the table holds it, with the wrapped key to open it.
///
/// @param referred whether it was referred to the viewer of the query
record CustomerRow(
        UUID id,
        byte[] wrappedKey,
        @Nullable UUID owner,
        byte[] email,
        byte[] phone,
        byte @Nullable [] phoneSecondary,
        byte[] firstName,
        byte[] lastName,
        byte @Nullable [] dateOfBirth,
        byte @Nullable [] addressLine1,
        byte @Nullable [] addressLine2,
        byte @Nullable [] city,
        @Nullable String province,
        byte @Nullable [] postalCode,
        String country,
        String preferredContactMethod,
        boolean marketingConsent,
        boolean newsletterSubscribed,
        String status,
        boolean emailVerified,
        boolean phoneVerified,
        @Nullable String source,
        byte @Nullable [] notes,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastActivityAt,
        long version,
        boolean referred) {

    static CustomerRow read(ResultSet row, int number) throws SQLException {
        Timestamp activity = row.getTimestamp("last_activity_at");
        Array tags = row.getArray("tags");
        return new CustomerRow(
                row.getObject("id", UUID.class),
                row.getBytes("wrapped_key"),
                row.getObject("owner_professional_id", UUID.class),
                row.getBytes("email"),
                row.getBytes("phone"),
                row.getBytes("phone_secondary"),
                row.getBytes("first_name"),
                row.getBytes("last_name"),
                row.getBytes("date_of_birth"),
                row.getBytes("address_line1"),
                row.getBytes("address_line2"),
                row.getBytes("city"),
                row.getString("province"),
                row.getBytes("postal_code"),
                row.getString("country"),
                row.getString("preferred_contact_method"),
                row.getBoolean("marketing_consent"),
                row.getBoolean("newsletter_subscribed"),
                row.getString("status"),
                row.getBoolean("email_verified"),
                row.getBoolean("phone_verified"),
                row.getString("source"),
                row.getBytes("notes"),
                List.of((String[]) Objects.requireNonNull(tags).getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                activity == null ? null : activity.toInstant(),
                row.getLong("version"),
                row.getBoolean("referred"));
    }

    /// Whether writing `sealed` would change nothing: ciphertext is deterministic, so comparing it is enough.
    boolean holds(SealedCustomer sealed) {
        return Arrays.equals(email, sealed.email())
                && Arrays.equals(phone, sealed.phone())
                && Arrays.equals(phoneSecondary, sealed.phoneSecondary())
                && Arrays.equals(firstName, sealed.firstName())
                && Arrays.equals(lastName, sealed.lastName())
                && Arrays.equals(dateOfBirth, sealed.dateOfBirth())
                && Arrays.equals(addressLine1, sealed.addressLine1())
                && Arrays.equals(addressLine2, sealed.addressLine2())
                && Arrays.equals(city, sealed.city())
                && Objects.equals(province, sealed.province())
                && Arrays.equals(postalCode, sealed.postalCode())
                && country.equals(sealed.country())
                && preferredContactMethod.equals(sealed.preferredContactMethod())
                && marketingConsent == sealed.marketingConsent()
                && newsletterSubscribed == sealed.newsletterSubscribed()
                && status.equals(sealed.status())
                && Objects.equals(source, sealed.source())
                && Arrays.equals(notes, sealed.notes())
                && tags.equals(sealed.tags());
    }

    CustomerView.Full full(TenantCipher tenant) {
        SubjectCipher cipher = tenant.subject(id, wrappedKey);
        return new CustomerView.Full(
                id,
                owner,
                cipher.decrypt(PiiField.EMAIL, email),
                cipher.decrypt(PiiField.PHONE, phone),
                cipher.decryptNullable(PiiField.PHONE_SECONDARY, phoneSecondary),
                cipher.decrypt(PiiField.FIRST_NAME, firstName),
                cipher.decrypt(PiiField.LAST_NAME, lastName),
                cipher.decryptNullable(PiiField.DATE_OF_BIRTH, dateOfBirth),
                cipher.decryptNullable(PiiField.ADDRESS_LINE1, addressLine1),
                cipher.decryptNullable(PiiField.ADDRESS_LINE2, addressLine2),
                cipher.decryptNullable(PiiField.CITY, city),
                province,
                cipher.decryptNullable(PiiField.POSTAL_CODE, postalCode),
                country,
                preferredContactMethod,
                marketingConsent,
                newsletterSubscribed,
                status,
                emailVerified,
                phoneVerified,
                source,
                cipher.decryptNullable(PiiField.NOTES, notes),
                tags,
                createdAt,
                updatedAt,
                lastActivityAt,
                version);
    }

    CustomerView.Limited limited(TenantCipher tenant) {
        SubjectCipher cipher = tenant.subject(id, wrappedKey);
        return new CustomerView.Limited(
                id,
                owner,
                cipher.decrypt(PiiField.FIRST_NAME, firstName),
                cipher.decrypt(PiiField.LAST_NAME, lastName),
                province,
                country,
                status,
                createdAt,
                version);
    }
}
