package io.clientele.customer;

import io.clientele.contact.EmailAddress;
import io.clientele.contact.PersonalText;
import io.clientele.contact.PhoneNumber;
import io.clientele.contact.PostalCode;
import java.util.List;
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
}
