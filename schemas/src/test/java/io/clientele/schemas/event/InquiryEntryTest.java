package io.clientele.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B002")
class InquiryEntryTest {
    private static final UUID ANN = new UUID(4, 4);
    private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.123456Z");

    private final InquiryEntrySerde serde = new InquiryEntrySerde();

    @ParameterizedTest
    @EnumSource
    void readsWhatItWroteAndKnowsItsStatusByText(InquiryStatus status) {
        InquiryEntry entry = entry(status);

        byte[] json = serde.serialize("t", entry);

        assertThat(serde.deserialize("t", json)).isEqualTo(entry);
        assertThat(Json.read(json).path("status").asString()).isEqualTo(status.text());
        assertThat(InquiryStatus.of(status.text())).contains(status);
        assertThat(InquiryStatus.of("sung")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "garbage", "{\"status\":\"sung\"}", "{\"status\":\"open\"}"})
    void refusesRecordsOfAnotherShape(String value) {
        assertThatThrownBy(() -> serde.deserialize("t", value.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void knowsToWhomItWasOffered() {
        assertThat(entry(InquiryStatus.OPEN).isOfferedTo(ANN)).isTrue();
        assertThat(entry(InquiryStatus.OPEN).isOfferedTo(new UUID(9, 9))).isFalse();
        assertThat(entry(InquiryStatus.OPEN).key()).isEqualTo(new UUID(3, 3).toString());
    }

    private static InquiryEntry entry(InquiryStatus status) {
        return new InquiryEntry(
                new UUID(1, 1),
                new UUID(2, 2),
                new UUID(3, 3),
                1,
                status,
                new UUID(5, 5),
                List.of(ANN),
                List.of(new InquiryEntry.Offer(ANN, TIME)),
                TIME,
                TIME.plusSeconds(1800),
                status == InquiryStatus.ANSWERED ? ANN : null,
                status.isEnded() ? TIME : null);
    }
}
