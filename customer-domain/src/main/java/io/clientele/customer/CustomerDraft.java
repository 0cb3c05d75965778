package io.clientele.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A customer as somebody typed it: the body of a REST request and the mapped row of a file alike, so that every rule
/// is written once (in [CustomerValidation]). Null and blank mean not given.
@JsonNaming(SnakeCaseStrategy.class)
public record CustomerDraft(
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
        @Nullable Boolean marketingConsent,
        @Nullable Boolean newsletterSubscribed,
        @Nullable String status,
        @Nullable String source,
        @Nullable String notes,
        @Nullable List<String> tags) {

    /// The draft that would make this customer again.
    static CustomerDraft of(CustomerView.Full customer) {
        return new CustomerDraft(
                customer.email(),
                customer.phone(),
                customer.phoneSecondary(),
                customer.firstName(),
                customer.lastName(),
                customer.dateOfBirth(),
                customer.addressLine1(),
                customer.addressLine2(),
                customer.city(),
                customer.province(),
                customer.postalCode(),
                customer.country(),
                customer.preferredContactMethod(),
                customer.marketingConsent(),
                customer.newsletterSubscribed(),
                customer.status(),
                customer.source(),
                customer.notes(),
                customer.tags());
    }

    /// Names no field's value.
    @Override
    public String toString() {
        return "CustomerDraft[***]";
    }
}
