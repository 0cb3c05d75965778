package io.clientele.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a kind of notification is told by mail.
public enum MailMode {
    /// A mail of its own.
    AT_ONCE,
    /// In one mail with all others of the hour.
    HOURLY,
    /// In one mail with all others of the day, in the morning.
    DAILY,
    /// Not at all.
    OFF;

    /// When daily mails are sent, by the recipient's clock.
    static final LocalTime MORNING = LocalTime.of(8, 0);

    /// For example `at_once`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The mode of that text; empty for a text that no mode has.
    static Optional<MailMode> of(@Nullable String text) {
        for (MailMode mode : values()) {
            if (mode.text().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /// When a mail about what comes now is to be sent: now, at the next full hour, on the next morning at 8.
    ///
    /// @throws IllegalStateException for [#OFF]
    Instant dueAt(Instant now, ZoneId zone) {
        ZonedDateTime here = now.atZone(zone);
        return switch (this) {
            case AT_ONCE -> now;
            // By the clock on the wall, which in some zones is half an hour off.
            case HOURLY ->
                here.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)).toInstant();
            case DAILY -> {
                ZonedDateTime morning = here.with(MORNING);
                yield (morning.isAfter(here) ? morning : here.plusDays(1).with(MORNING)).toInstant();
            }
            case OFF -> throw new IllegalStateException("there is no mail");
        };
    }
}
