package io.clientele.schemas.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where an inquiry stands. Texts as in column `inquiry.status`.
public enum InquiryStatus {
    /// Offered to nobody, because there is nobody to offer it to.
    OPEN,
    /// Waits for the customer's owner alone.
    OFFERED_TO_OWNER,
    /// Waits for everyone whom it concerns, the owner included.
    OFFERED_TO_ALL,
    /// A professional has answered.
    ANSWERED,
    /// Needs no answer any more.
    CLOSED;

    /// For example `offered_to_owner`.
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nobody needs to answer any more.
    public boolean isEnded() {
        return switch (this) {
            case OPEN, OFFERED_TO_OWNER, OFFERED_TO_ALL -> false;
            case ANSWERED, CLOSED -> true;
        };
    }

    /// The status of that text; empty where there is none.
    public static Optional<InquiryStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
