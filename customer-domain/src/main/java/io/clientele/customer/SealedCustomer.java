package io.clientele.customer;

import io.clientele.contact.PersonalText;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A new customer as it may leave memory: ciphertext, keyed hashes and the fields that may stay clear. What
/// `Customers.create` inserts and what an import stages.
///
/// @param wrappedKey the person's key for `subject_key`
public record SealedCustomer(
        UUID id,
        byte[] wrappedKey,
        int tenantKeyVersion,
        byte[] email,
        byte[] emailIndex,
        byte[] phone,
        byte[] phoneIndex,
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
        @Nullable String source,
        byte @Nullable [] notes,
        List<String> tags) {

    /// Seals `content` for a customer who has no key yet.
    public static SealedCustomer seal(TenantCipher tenant, UUID id, CustomerContent content) {
        TenantCipher.NewSubject subject = tenant.newSubject(id);
        return seal(tenant, id, subject.cipher(), subject.wrapped(), subject.tenantKeyVersion(), content);
    }

    /// Seals new content under the key that the customer has: fields that did not change keep their ciphertext.
    static SealedCustomer seal(
            TenantCipher tenant,
            UUID id,
            SubjectCipher cipher,
            byte[] wrappedKey,
            int tenantKeyVersion,
            CustomerContent content) {
        var secondary = content.phoneSecondary();
        var postalCode = content.postalCode();
        return new SealedCustomer(
                id,
                wrappedKey,
                tenantKeyVersion,
                cipher.encrypt(PiiField.EMAIL, content.email().value()),
                tenant.index(PiiField.EMAIL, content.email().matchKey()),
                cipher.encrypt(PiiField.PHONE, content.phone().value()),
                tenant.index(PiiField.PHONE, content.phone().matchKey()),
                cipher.encryptNullable(PiiField.PHONE_SECONDARY, secondary == null ? null : secondary.value()),
                cipher.encrypt(PiiField.FIRST_NAME, content.firstName().value()),
                cipher.encrypt(PiiField.LAST_NAME, content.lastName().value()),
                seal(cipher, PiiField.DATE_OF_BIRTH, content.dateOfBirth()),
                seal(cipher, PiiField.ADDRESS_LINE1, content.addressLine1()),
                seal(cipher, PiiField.ADDRESS_LINE2, content.addressLine2()),
                seal(cipher, PiiField.CITY, content.city()),
                content.province(),
                cipher.encryptNullable(PiiField.POSTAL_CODE, postalCode == null ? null : postalCode.value()),
                content.country(),
                content.preferredContactMethod().text(),
                content.marketingConsent(),
                content.newsletterSubscribed(),
                content.status().text(),
                content.source(),
                seal(cipher, PiiField.NOTES, content.notes()),
                content.tags());
    }

    private static byte @Nullable [] seal(SubjectCipher cipher, PiiField field, @Nullable PersonalText text) {
        return cipher.encryptNullable(field, text == null ? null : text.value());
    }
}
