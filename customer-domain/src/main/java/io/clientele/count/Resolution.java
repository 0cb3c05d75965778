package io.clientele.count;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// How wide the steps of a series of counts are. Days are those of UTC.
public enum Resolution {
    HOUR(ChronoUnit.HOURS, Duration.ofDays(31)),
    DAY(ChronoUnit.DAYS, Duration.ofDays(400));

    private final ChronoUnit unit;
    private final Duration most;

    Resolution(ChronoUnit unit, Duration most) {
        this.unit = unit;
        this.most = most;
    }

    /// For example `hour`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty for a text that is none.
    public static Optional<Resolution> of(String text) {
        for (Resolution resolution : values()) {
            if (resolution.text().equals(text)) {
                return Optional.of(resolution);
            }
        }
        return Optional.empty();
    }

    /// The longest time that one series may span.
    public Duration most() {
        return most;
    }

    /// When the step that a time is in begins.
    public Instant begin(Instant time) {
        return time.truncatedTo(unit);
    }

    /// When the next step begins.
    Instant next(Instant begin) {
        return begin.plus(unit.getDuration());
    }
}
