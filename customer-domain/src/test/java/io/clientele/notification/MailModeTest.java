package io.clientele.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B002")
class MailModeTest {
    @ParameterizedTest
    @CsvSource({
        "AT_ONCE, 2026-11-24T10:20:30Z, America/Toronto,     2026-11-24T10:20:30Z",
        "HOURLY,  2026-11-24T10:20:30Z, America/Toronto,     2026-11-24T11:00:00Z",
        "HOURLY,  2026-11-24T10:00:00Z, UTC,                 2026-11-24T11:00:00Z",
        "HOURLY,  2026-11-24T10:20:30Z, America/St_Johns,    2026-11-24T10:30:00Z",
        "DAILY,   2026-11-24T10:20:30Z, America/Toronto,     2026-11-24T13:00:00Z",
        "DAILY,   2026-11-24T13:00:00Z, America/Toronto,     2026-11-25T13:00:00Z",
        // the clocks go forward in the night before, and back
        "DAILY,   2026-03-07T20:00:00Z, America/Toronto,     2026-03-08T12:00:00Z",
        "DAILY,   2026-10-31T20:00:00Z, America/Toronto,     2026-11-01T13:00:00Z",
    })
    void isDueByTheClockOfTheRecipient(MailMode mode, Instant now, ZoneId zone, Instant due) {
        assertThat(mode.dueAt(now, zone)).isEqualTo(due);
    }
}
