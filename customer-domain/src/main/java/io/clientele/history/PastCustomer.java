package io.clientele.history;

import io.clientele.customer.CustomerView;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.schemas.cdc.Row;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The view of an image of a customer's row.
final class PastCustomer {
    private PastCustomer() {}

    static CustomerView.Full view(Row row, SubjectCipher cipher, @Nullable Instant lastActivityAt) {
        return new CustomerView.Full(
                row.requireUuid("id"),
                row.uuid("owner_professional_id"),
                required(row, cipher, PiiField.EMAIL, "email"),
                required(row, cipher, PiiField.PHONE, "phone"),
                cipher.decryptNullable(PiiField.PHONE_SECONDARY, row.bytes("phone_secondary")),
                required(row, cipher, PiiField.FIRST_NAME, "first_name"),
                required(row, cipher, PiiField.LAST_NAME, "last_name"),
                cipher.decryptNullable(PiiField.DATE_OF_BIRTH, row.bytes("date_of_birth")),
                cipher.decryptNullable(PiiField.ADDRESS_LINE1, row.bytes("address_line1")),
                cipher.decryptNullable(PiiField.ADDRESS_LINE2, row.bytes("address_line2")),
                cipher.decryptNullable(PiiField.CITY, row.bytes("city")),
                row.text("province"),
                cipher.decryptNullable(PiiField.POSTAL_CODE, row.bytes("postal_code")),
                row.requireText("country"),
                row.requireText("preferred_contact_method"),
                row.flag("marketing_consent"),
                row.flag("newsletter_subscribed"),
                row.requireText("status"),
                row.flag("email_verified"),
                row.flag("phone_verified"),
                row.text("source"),
                cipher.decryptNullable(PiiField.NOTES, row.bytes("notes")),
                row.list("tags"),
                row.requireInstant("created_at"),
                row.requireInstant("updated_at"),
                lastActivityAt,
                row.requireNumber("version"));
    }

    private static String required(Row row, SubjectCipher cipher, PiiField field, String column) {
        return cipher.decrypt(field, Objects.requireNonNull(row.bytes(column)));
    }
}
