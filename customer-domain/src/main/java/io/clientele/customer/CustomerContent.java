package io.clientele.customer;

import io.clientele.contact.EmailAddress;
import io.clientele.contact.PersonalText;
import io.clientele.contact.PhoneNumber;
import io.clientele.contact.PostalCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A valid customer in normal form; everything personal prints masked.
///
/// @param dateOfBirth ISO 8601 date, not in the future
/// @param province code for Canada and the United States, as given elsewhere
/// @param country ISO 3166 alpha-2
/// @param tags in the order given, without repeats
public record CustomerContent(
        EmailAddress email,
        PhoneNumber phone,
        @Nullable PhoneNumber phoneSecondary,
        PersonalText firstName,
        PersonalText lastName,
        @Nullable PersonalText dateOfBirth,
        @Nullable PersonalText addressLine1,
        @Nullable PersonalText addressLine2,
        @Nullable PersonalText city,
        @Nullable String province,
        @Nullable PostalCode postalCode,
        String country,
        ContactMethod preferredContactMethod,
        boolean marketingConsent,
        boolean newsletterSubscribed,
        CustomerStatus status,
        @Nullable String source,
        @Nullable PersonalText notes,
        List<String> tags) {
    public CustomerContent {
        tags = List.copyOf(tags);
    }

    /// The record as it is right after its creation, before anything else happened to it.
    CustomerView.Full created(UUID id, @Nullable UUID owner, Instant at) {
        return new CustomerView.Full(
                id,
                owner,
                email.value(),
                phone.value(),
                phoneSecondary == null ? null : phoneSecondary.value(),
                firstName.value(),
                lastName.value(),
                text(dateOfBirth),
                text(addressLine1),
                text(addressLine2),
                text(city),
                province,
                postalCode == null ? null : postalCode.value(),
                country,
                preferredContactMethod.text(),
                marketingConsent,
                newsletterSubscribed,
                status.text(),
                false,
                false,
                source,
                text(notes),
                tags,
                at,
                at,
                null,
                1);
    }

    private static @Nullable String text(@Nullable PersonalText personal) {
        return personal == null ? null : personal.value();
    }
}
