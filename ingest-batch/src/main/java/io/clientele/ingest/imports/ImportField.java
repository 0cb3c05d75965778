package io.clientele.ingest.imports;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a column of a file can be. The names are the customer's fields in snake_case.
enum ImportField {
    EMAIL(true),
    PHONE(true),
    PHONE_SECONDARY(false),
    FIRST_NAME(true),
    LAST_NAME(true),
    DATE_OF_BIRTH(false),
    ADDRESS_LINE1(false),
    ADDRESS_LINE2(false),
    CITY(false),
    PROVINCE(false),
    POSTAL_CODE(false),
    COUNTRY(false),
    PREFERRED_CONTACT_METHOD(false),
    MARKETING_CONSENT(false),
    NEWSLETTER_SUBSCRIBED(false),
    STATUS(false),
    SOURCE(false),
    NOTES(false),
    TAGS(false);

    private final boolean required;
    private final String field = name().toLowerCase(Locale.ROOT);

    ImportField(boolean required) {
        this.required = required;
    }

    /// For example `date_of_birth`.
    String field() {
        return field;
    }

    /// Whether an import without it makes no sense.
    boolean isRequired() {
        return required;
    }

    static @Nullable ImportField find(String field) {
        for (ImportField candidate : values()) {
            if (candidate.field.equals(field)) {
                return candidate;
            }
        }
        return null;
    }
}
