package io.clientele.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.clientele.schemas.event.NotificationKind;

/// How one kind of notification is told.
///
/// @param inApp whether it is listed in the inbox
public record KindPreference(boolean inApp, MailMode mode) {
    /// What someone gets who has said nothing: everything in the inbox; by mail at once what changes hands or waits for
    /// an answer, and the rest in digests.
    static KindPreference byDefault(NotificationKind kind) {
        return new KindPreference(
                true,
                switch (kind) {
                    case OWNERSHIP_RECEIVED, OWNERSHIP_GIVEN, INQUIRY_OFFERED, BULK_DIGEST -> MailMode.AT_ONCE;
                    case ACTIVITY -> MailMode.HOURLY;
                    case CUSTOMER_CHANGED, VEHICLE_CHANGED -> MailMode.DAILY;
                });
    }

    /// Whether it is not told at all.
    boolean isOff() {
        return !inApp && mode == MailMode.OFF;
    }

    /// As people write and read it: the mode by its text.
    Text text() {
        return new Text(inApp, mode.text());
    }

    /// The shape in JSON.
    ///
    /// @param email `at_once`, `hourly`, `daily` or `off`
    public record Text(
            @JsonProperty("in_app") boolean inApp,
            @JsonProperty("email") String email) {}
}
