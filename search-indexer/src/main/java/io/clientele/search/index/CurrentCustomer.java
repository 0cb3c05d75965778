package io.clientele.search.index;

import io.clientele.contact.PhoneNumber;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.search.token.EmailTokens;
import io.clientele.search.token.PhoneTokens;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's row of this moment, with what else goes into its document; personal fields still encrypted.
///
/// @param wrappedKey null when the key was destroyed
record CurrentCustomer(
        UUID tenantId,
        UUID id,
        boolean deleted,
        byte @Nullable [] wrappedKey,
        byte[] email,
        byte[] phone,
        byte @Nullable [] phoneSecondary,
        byte[] firstName,
        byte[] lastName,
        List<String> tags,
        String status,
        @Nullable UUID owner,
        List<UUID> referred,
        List<CustomerDocument.Vehicle> vehicles,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastActivityAt) {

    static CurrentCustomer read(ResultSet row, int number) throws SQLException {
        return new CurrentCustomer(
                row.getObject("tenant_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getBoolean("deleted"),
                row.getBytes("wrapped_key"),
                row.getBytes("email"),
                row.getBytes("phone"),
                row.getBytes("phone_secondary"),
                row.getBytes("first_name"),
                row.getBytes("last_name"),
                list(row.getArray("tags"), String[].class),
                row.getString("status"),
                row.getObject("owner_professional_id", UUID.class),
                list(row.getArray("referred"), UUID[].class),
                vehicles(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                instant(row.getTimestamp("last_activity_at")));
    }

    private static List<CustomerDocument.Vehicle> vehicles(ResultSet row) throws SQLException {
        List<String> makes = list(row.getArray("makes"), String[].class);
        List<String> models = list(row.getArray("models"), String[].class);
        List<Integer> years = list(row.getArray("years"), Integer[].class);
        List<CustomerDocument.Vehicle> vehicles = new ArrayList<>(makes.size());
        for (int i = 0; i < makes.size(); i++) {
            vehicles.add(new CustomerDocument.Vehicle(makes.get(i), models.get(i), years.get(i)));
        }
        return vehicles;
    }

    private static <T> List<T> list(@Nullable Array array, Class<T[]> type) throws SQLException {
        return array == null ? List.of() : List.of(type.cast(array.getArray()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /// Opens the fields that the document needs, in memory only.
    ///
    /// @throws IllegalStateException when a ciphertext is not this customer's
    CustomerDocument document(TenantCipher tenant) {
        if (deleted || wrappedKey == null) {
            return CustomerDocument.deleted(tenantId, id);
        }
        SubjectCipher cipher = tenant.subject(id, wrappedKey);
        List<String> phones = new ArrayList<>(2);
        phones.add(phone(tenant, cipher.decrypt(PiiField.PHONE, phone)));
        if (phoneSecondary != null) {
            phones.add(phone(tenant, cipher.decrypt(PiiField.PHONE_SECONDARY, phoneSecondary)));
        }
        return new CustomerDocument(
                tenantId,
                id,
                false,
                cipher.decrypt(PiiField.FIRST_NAME, firstName),
                cipher.decrypt(PiiField.LAST_NAME, lastName),
                EmailTokens.of(tenant::token, cipher.decrypt(PiiField.EMAIL, email)),
                phones,
                tags,
                status,
                owner,
                referred,
                vehicles,
                createdAt,
                updatedAt,
                lastActivityAt);
    }

    /// The extension stays out: digits behind the number would otherwise match as if they were its end.
    private static String phone(TenantCipher tenant, String value) {
        return PhoneTokens.of(tenant::token, new PhoneNumber(value).matchKey());
    }

    /// Names nobody.
    @Override
    public String toString() {
        return "CurrentCustomer[" + id + "]";
    }
}
