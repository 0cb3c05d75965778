package io.clientele.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("REQ-CM-B015")
class CloudEventJsonTest {
    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID CUSTOMER = new UUID(2, 2);

    @Test
    void hasTheAttributesOfTheRecordAndItsData() {
        PublishedEvent event = new PublishedEventSerde()
                .deserialize(
                        "",
                        headers(),
                        "{\"customer_id\":\"%s\",\"version\":7,\"changed_fields\":[\"city\"]}"
                                .formatted(CUSTOMER)
                                .getBytes(UTF_8));

        JsonNode document = CloudEventJson.of(event);

        assertThat(document.propertyNames())
                .containsExactlyInAnyOrder(
                        "specversion",
                        "id",
                        "type",
                        "source",
                        "subject",
                        "time",
                        "dataschema",
                        "datacontenttype",
                        "sequence",
                        "tenantid",
                        "operationid",
                        "bulk",
                        "data");
        assertThat(document.path("specversion").asString()).isEqualTo("1.0");
        assertThat(document.path("type").asString()).isEqualTo("customer.updated");
        assertThat(document.path("source").asString()).isEqualTo("/tenants/" + TENANT);
        assertThat(document.path("subject").asString()).isEqualTo(CUSTOMER.toString());
        assertThat(document.path("sequence").isString()).isTrue();
        assertThat(document.path("sequence").asString()).isEqualTo("12");
        assertThat(document.path("bulk").isBoolean()).isTrue();
        assertThat(document.path("bulk").asBoolean()).isTrue();
        assertThat(document.path("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(document.at("/data/changed_fields/0").asString()).isEqualTo("city");
        assertThat(Instant.parse(document.path("time").asString())).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    }

    private static RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        List.of(
                        List.of(EventHeaders.ID, new UUID(3, 3).toString()),
                        List.of(EventHeaders.TYPE, "customer.updated"),
                        List.of(EventHeaders.DATASCHEMA, EventType.UPDATED.schema()),
                        List.of(EventHeaders.TENANT_ID, TENANT.toString()),
                        List.of(EventHeaders.TIME, "2026-11-01T00:00:00Z"),
                        List.of(EventHeaders.SEQUENCE, "12"),
                        List.of(EventHeaders.OPERATION_ID, new UUID(4, 4).toString()),
                        List.of(EventHeaders.BULK, "true"))
                .forEach(header ->
                        headers.add(header.getFirst(), header.getLast().getBytes(UTF_8)));
        return headers;
    }
}
