package io.clientele.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B007")
class NotificationEntryTest {
    private static final UUID EVENT = new UUID(1, 1);
    private static final UUID RECIPIENT = new UUID(2, 2);

    private final NotificationEntrySerde serde = new NotificationEntrySerde();

    @ParameterizedTest
    @EnumSource
    void validatesAgainstItsSchemaAndReadsWhatItWrote(NotificationKind kind) throws IOException {
        NotificationEntry entry = entry(kind);

        byte[] json = serde.serialize("t", entry);

        assertThat(schema().validate(new String(json, UTF_8), InputFormat.JSON)).isEmpty();
        assertThat(Json.read(schemaText()).path("properties").propertyNames())
                .containsAll(Json.read(json).propertyNames());
        assertThat(serde.deserialize("t", json)).isEqualTo(entry);
        assertThat(Json.read(json).path("kind").asString()).isEqualTo(kind.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "garbage", "{\"kind\":\"sung\"}", "{\"kind\":\"activity\"}"})
    void refusesRecordsOfAnotherShape(String value) {
        assertThatThrownBy(() -> serde.deserialize("t", value.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void refusesFactsThatAreNoObject() {
        String text = new String(serde.serialize("t", entry(NotificationKind.ACTIVITY)), UTF_8);

        assertThatThrownBy(() -> serde.deserialize(
                        "t", text.replace("{\"transfer_id\":\"7\"}", "[7]").getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("facts");
    }

    @Test
    void hasOneIdForARecipientAndAnEvent() {
        UUID id = NotificationEntry.idOf(EVENT, RECIPIENT);

        assertThat(id)
                .isEqualTo(NotificationEntry.idOf(EVENT, RECIPIENT))
                .isNotEqualTo(NotificationEntry.idOf(EVENT, EVENT))
                .isNotEqualTo(NotificationEntry.idOf(RECIPIENT, RECIPIENT));
    }

    private static NotificationEntry entry(NotificationKind kind) {
        return new NotificationEntry(
                NotificationEntry.idOf(EVENT, RECIPIENT),
                new UUID(3, 3),
                RECIPIENT,
                kind,
                kind == NotificationKind.BULK_DIGEST ? null : new UUID(4, 4),
                EVENT,
                "customer.activity.logged",
                kind == NotificationKind.ACTIVITY ? "service" : null,
                new UUID(5, 5),
                kind == NotificationKind.BULK_DIGEST,
                new UUID(6, 6),
                Json.tree(Map.of("transfer_id", "7")),
                Instant.parse("2026-11-24T08:00:00.123456Z"));
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(schemaText(), UTF_8), InputFormat.JSON);
    }

    private static byte[] schemaText() throws IOException {
        try (var text = EventType.class.getResourceAsStream("/events/owner.notification.json")) {
            return text.readAllBytes();
        }
    }
}
