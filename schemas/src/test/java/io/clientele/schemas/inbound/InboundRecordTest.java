package io.clientele.schemas.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.event.EventId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B004")
@Tag("REQ-CM-B011")
class InboundRecordTest {
    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID CUSTOMER = new UUID(2, 2);
    private static final UUID SUBJECT = new UUID(3, 3);
    private static final UUID ANN = new UUID(4, 4);
    private static final String RESPONDED = """
            {"inquiry_id": "%s", "customer_id": "%s", "professional_id": "%s", "text": "call me"}""".formatted(SUBJECT, CUSTOMER, ANN);

    private final InboundRecordSerde<InboundEvent> serde = new InboundRecordSerde<>(InboundEvent.class);

    static Stream<InboundEvent> events() {
        return Stream.of(
                new InquiryEvent.Received(SUBJECT, CUSTOMER, List.of(ANN)),
                new InquiryEvent.Received(SUBJECT, CUSTOMER, List.of()),
                new InquiryEvent.Responded(SUBJECT, CUSTOMER, ANN),
                new InquiryEvent.Closed(SUBJECT, CUSTOMER, null),
                new ReferralEvent.Created(SUBJECT, CUSTOMER, null, ANN),
                new ReferralEvent.Accepted(SUBJECT, CUSTOMER, ANN),
                new ReferralEvent.Declined(SUBJECT, CUSTOMER, ANN));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatItsSchemaDescribes(InboundEvent event) throws IOException {
        byte[] data = Json.write(event);

        assertThat(schema(event.type()).validate(new String(data, UTF_8), InputFormat.JSON))
                .isEmpty();
        assertThat(Json.read(text(event.type())).path("$id").asString())
                .isEqualTo(event.type().schema());
        assertThat(Json.read(text(event.type())).path("properties").propertyNames())
                .containsAll(Json.read(data).propertyNames());
        InboundRecord<InboundEvent> record =
                serde.deserialize("t", headers(event.type().typeName()), data);
        assertThat(record)
                .isEqualTo(new InboundRecord<>(
                        EventId.ofInbound(TENANT, "//crm", "no. 7"),
                        TENANT,
                        Instant.parse("2026-11-24T08:00:00.123456Z"),
                        event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void refusesDataWithoutAnyOfTheFactsThatItsSchemaRequires(InboundEvent event) throws IOException {
        var required = Json.read(text(event.type())).path("required");

        assertThat(required).isNotEmpty().allSatisfy(name -> {
            var data = Json.tree(event).deepCopy();
            ((tools.jackson.databind.node.ObjectNode) data).remove(name.asString());
            assertThatThrownBy(() -> serde.deserialize("t", headers(event.type().typeName()), Json.write(data)))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageContaining(name.asString());
        });
    }

    @Test
    void hasAnExampleOfEveryType() {
        assertThat(events().map(InboundEvent::type)).containsAll(Arrays.asList(InboundType.values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_tenantid"})
    void refusesRecordsThatLackAHeaderAndNamesIt(String header) {
        Headers headers = headers("inquiry.responded").remove(header);

        assertThatThrownBy(() -> serde.deserialize("t", headers, RESPONDED.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(header);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, not 1.0",
        "ce_type, inquiry.sung, unknown event type",
        "ce_type, customer.created, unknown event type",
        "ce_time, yesterday, RFC 3339",
        "ce_time, 9999-01-01T00:00:00Z, years",
        "ce_tenantid, acme, ce_tenantid",
        "ce_dataschema, urn:clientele:event:inquiry.responded:2, unknown schema version"
    })
    void refusesHeadersThatSayWhatNobodyUnderstands(String header, String value, String reason) {
        Headers headers = headers("inquiry.responded").remove(header).add(header, value.getBytes(UTF_8));

        assertThatThrownBy(() -> serde.deserialize("t", headers, RESPONDED.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesTypesOfTheOtherTopic() {
        InboundRecordSerde<ReferralEvent> referrals = new InboundRecordSerde<>(ReferralEvent.class);

        assertThatThrownBy(() -> referrals.deserialize("t", headers("inquiry.responded"), RESPONDED.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void refusesOversizedDataAndTooManyProfessionalsAndIdsThatAreNone() {
        String large = RESPONDED.replace("call me", "x".repeat(InboundRecordSerde.MAX_BYTES));
        String many = new String(
                Json.write(new InquiryEvent.Received(SUBJECT, CUSTOMER, Collections.nCopies(51, ANN))), UTF_8);

        assertThatThrownBy(() -> serde.deserialize("t", headers("inquiry.responded"), large.getBytes(UTF_8)))
                .hasMessageContaining("larger than 65536 bytes");
        assertThatThrownBy(() -> serde.deserialize("t", headers("inquiry.received"), many.getBytes(UTF_8)))
                .hasMessageContaining("more than 50");
        assertThatThrownBy(() -> serde.deserialize(
                        "t",
                        headers("inquiry.responded"),
                        RESPONDED.replace(ANN.toString(), "Ann Lee").getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageNotContaining("Ann Lee");
    }

    @Test
    void readsTimesWithAnOffsetAndIgnoresTombstones() {
        Headers headers = headers("inquiry.responded")
                .remove("ce_time")
                .add("ce_time", "2026-11-24T10:00:00.123456789+02:00".getBytes(UTF_8));

        assertThat(serde.deserialize("t", headers, RESPONDED.getBytes(UTF_8)).time())
                .isEqualTo("2026-11-24T08:00:00.123456Z");
        assertThat(serde.deserialize("t", headers, (byte[]) null)).isNull();
    }

    @Test
    void takesNoKeyButTheCustomers() {
        InboundRecord<InboundEvent> record =
                serde.deserialize("t", headers("inquiry.responded"), RESPONDED.getBytes(UTF_8));

        record.requireKey(CUSTOMER.toString());
        assertThatThrownBy(() -> record.requireKey(SUBJECT.toString())).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> record.requireKey(null)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void idsAreTheSameForTheSameTenantSourceAndIdOnly() {
        UUID id = EventId.ofInbound(TENANT, "crm", "7");

        assertThat(id).isEqualTo(EventId.ofInbound(TENANT, "crm", "7"));
        assertThat(Stream.of(
                        EventId.ofInbound(CUSTOMER, "crm", "7"),
                        EventId.ofInbound(TENANT, "crm2", "7"),
                        EventId.ofInbound(TENANT, "crm", "8"),
                        EventId.ofInbound(TENANT, "crm/7", ""),
                        EventId.ofInbound(TENANT, "", "crm/7")))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    private static Headers headers(String type) {
        return new RecordHeaders()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", "no. 7".getBytes(UTF_8))
                .add("ce_source", "//crm".getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8))
                .add("ce_time", "2026-11-24T08:00:00.123456Z".getBytes(UTF_8))
                .add("ce_tenantid", TENANT.toString().getBytes(UTF_8));
    }

    private static Schema schema(InboundType type) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(text(type), UTF_8), InputFormat.JSON);
    }

    private static byte[] text(InboundType type) throws IOException {
        try (var text = InboundType.class.getResourceAsStream("/events/" + type.typeName() + ".json")) {
            return text.readAllBytes();
        }
    }
}
