package io.clientele.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Tag("REQ-CM-B015")
class EventSchemaTest {
    private static final UUID CUSTOMER = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);
    private static final EventContext CONTEXT = new EventContext(
            new UUID(5, 5),
            new UUID(6, 6),
            Instant.parse("2026-11-22T08:00:00.123456Z"),
            7,
            OTHER,
            true,
            null,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final PublishedEventSerde serde = new PublishedEventSerde();

    static Stream<CustomerEvent> events() {
        return Stream.of(
                new CustomerEvent.Created(CUSTOMER, 1, "active", "CA", "web", OTHER, 4312L),
                new CustomerEvent.Created(CUSTOMER, 1, "active", "CA", null, null, null),
                new CustomerEvent.Updated(CUSTOMER, 2, List.of("email", "phone"), null),
                new CustomerEvent.Deleted(CUSTOMER, 3),
                new CustomerEvent.Restored(CUSTOMER, 4),
                new CustomerEvent.OwnershipTransferred(CUSTOMER, OTHER, null, OTHER, OTHER),
                new CustomerEvent.VehicleAdded(CUSTOMER, OTHER, 1, "Honda", "Civic", 2019, "owned", true),
                new CustomerEvent.VehicleUpdated(CUSTOMER, OTHER, 2, List.of("color", "mileage")),
                new CustomerEvent.VehicleRemoved(CUSTOMER, OTHER, true),
                new CustomerEvent.ActivityLogged(CUSTOMER, OTHER, "status_change", null, "customer", CUSTOMER, null),
                new CustomerEvent.ConsentChanged(CUSTOMER, OTHER, "marketing", true, "web", "2026-01", OTHER),
                new CustomerEvent.ConsentChanged(CUSTOMER, OTHER, "marketing", false, "phone", null, null),
                new CustomerEvent.Merged(CUSTOMER, OTHER, new UUID(7, 7), OTHER),
                new CustomerEvent.Unmerged(CUSTOMER, OTHER, new UUID(7, 7), OTHER),
                new CustomerEvent.Erased(CUSTOMER, OTHER, OTHER),
                new CustomerEvent.ImportCompleted(OTHER, "completed", 9_876, Instant.parse("2026-11-22T07:59:00Z")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void validatesAgainstItsSchemaAndUsesNoOtherName(CustomerEvent event) {
        byte[] data = serde.serialize("t", new RecordHeaders(), new PublishedEvent(CONTEXT, event));

        JsonNode schema = Json.read(schemaText(event.type()));
        String json = new String(data, StandardCharsets.UTF_8);
        assertThat(schema(event.type()).validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.path("properties").propertyNames())
                .containsAll(Json.read(data).propertyNames());
        assertThat(schema.path("$id").asString()).isEqualTo(event.type().schema());
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatItWrote(CustomerEvent event) {
        PublishedEvent published = new PublishedEvent(CONTEXT, event);
        Headers headers = new RecordHeaders();

        byte[] data = serde.serialize("t", headers, published);

        assertThat(serde.deserialize("t", headers, data)).isEqualTo(published);
        assertThat(headers.lastHeader("ce_type").value())
                .asString()
                .isEqualTo(event.type().typeName());
        assertThat(headers.lastHeader("ce_subject").value())
                .asString()
                .isEqualTo(published.key())
                .isEqualTo((event.customerId() == null ? OTHER : CUSTOMER).toString());
        assertThat(headers.lastHeader("ce_actorid")).isNull();
        assertThat(headers.lastHeader("ce_traceparent").value()).asString().isEqualTo(CONTEXT.traceparent());
    }

    @Test
    void hasASchemaAndAnExampleForEveryType() {
        assertThat(events().map(CustomerEvent::type)).containsAll(Arrays.asList(EventType.values()));
    }

    @Test
    void refusesDataThatLacksARequiredFact() {
        assertThat(schema(EventType.CREATED).validate("{\"version\":1}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void refusesRecordsWithoutTypeOrWithAnUnknownOne() {
        Headers unknown = new RecordHeaders().add("ce_type", "customer.sang".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> serde.deserialize("t", new RecordHeaders(), new byte[] {'{', '}'}))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("ce_type");
        assertThatThrownBy(() -> serde.deserialize("t", unknown, new byte[] {'{', '}'}))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void errorsDoNotQuoteTheRecord() {
        byte[] poison = "{\"customer_id\": jane@example.com".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(poison))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageNotContaining("jane")
                .hasNoCause();
    }

    @Test
    void idsAreTheSameForTheSameFactOnly() {
        UUID id = EventId.of(EventType.CREATED, CUSTOMER, OTHER, 1);

        assertThat(id).isEqualTo(EventId.of(EventType.CREATED, CUSTOMER, OTHER, 1));
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Stream.of(
                        EventId.of(EventType.UPDATED, CUSTOMER, OTHER, 1),
                        EventId.of(EventType.CREATED, OTHER, OTHER, 1),
                        EventId.of(EventType.CREATED, CUSTOMER, CUSTOMER, 1),
                        EventId.of(EventType.CREATED, CUSTOMER, OTHER, 2),
                        EventId.following(id, "activity")))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    private static Schema schema(EventType type) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(schemaText(type), StandardCharsets.UTF_8), InputFormat.JSON);
    }

    private static byte[] schemaText(EventType type) {
        try (var text = EventType.class.getResourceAsStream("/events/" + type.typeName() + ".json")) {
            return text.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
