package io.clientele.stream.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@Tag("REQ-CM-B015")
class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final WebhookSettings SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("clientele.webhook", WebhookSettings.class);
    private static final RetrySchedule SCHEDULE = new RetrySchedule(SETTINGS.retries(), SETTINGS.maxRetryAfter());

    @Test
    void triesForMostOfADayAndThenNoMore() {
        Duration whole = Duration.ZERO;
        for (int tries = 0; tries < 7; tries++) {
            whole = whole.plus(SCHEDULE.next(tries, null, 0).orElseThrow());
        }

        assertThat(whole).isBetween(Duration.ofHours(17), Duration.ofHours(24));
        assertThat(SCHEDULE.next(0, null, 0)).hasValue(Duration.ofSeconds(5));
        assertThat(SCHEDULE.next(7, null, 0)).isEmpty();
        assertThat(SCHEDULE.next(7, Duration.ofSeconds(1), 0)).isEmpty();
    }

    @Test
    void spreadsThoseThatFailedTogether() {
        assertThat(SCHEDULE.next(1, null, 0.5)).hasValue(Duration.ofSeconds(66));
        assertThat(SCHEDULE.next(1, null, 1)).hasValue(Duration.ofSeconds(72));
    }

    @Test
    void waitsAsLongAsTheReceiverAsksWithinBounds() {
        assertThat(SCHEDULE.next(0, Duration.ofMinutes(9), 0)).hasValue(Duration.ofMinutes(9));
        assertThat(SCHEDULE.next(2, Duration.ofSeconds(1), 0)).hasValue(Duration.ofMinutes(5));
        assertThat(SCHEDULE.next(0, Duration.ofDays(400), 0)).hasValue(Duration.ofHours(12));
    }

    @Test
    void readsRetryAfterAsSecondsOrDate() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 12:01:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
        for (String nothing :
                List.of("", "soon", "-1", "1.5", "Tue, 24 Nov 2026 11:00:00 GMT", "99999999999999999999")) {
            assertThat(RetryAfter.parse(nothing, NOW)).as(nothing).isNull();
        }
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }
}
