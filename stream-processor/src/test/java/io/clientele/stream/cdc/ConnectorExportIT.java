package io.clientele.stream.cdc;

import static io.clientele.stream.cdc.CaptureFixture.ofOperation;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.Json;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.stream.CommittedRecords;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class ConnectorExportIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final List<String> TABLES =
            List.of("public\\.operation", "public\\.customer", "public\\.cdc_heartbeat");

    private CaptureFixture fixture;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        fixture = CaptureFixture.create(database, kafka);
    }

    @Test
    void isTheEnginesConfigurationAndTellsNoPassword() {
        CaptureSettings settings = fixture.settings(500);

        JsonNode request = Json.read(
                ConnectorExport.json(settings, fixture.topics(), TABLES).getBytes(StandardCharsets.UTF_8));

        assertThat(request.path("name").asString()).isEqualTo(fixture.slot());
        Map<String, String> engine = new TreeMap<>(ConnectorSettings.of(settings, TABLES));
        engine.put("database.password", "${env:CLIENTELE_CDC_PASSWORD}");
        engine.forEach((key, value) ->
                assertThat(request.path("config").path(key).asString()).as(key).isEqualTo(value));
        assertThat(request.toString()).doesNotContain(settings.password());
    }

    /// The connector under another worker than ours, as a Connect cluster is one: what comes out is the same.
    @Test
    void makesTheRecordsThatTheEngineSends() throws Exception {
        String slot = fixture.slot() + "_connect";
        fixture.execute("select pg_create_logical_replication_slot(?, 'pgoutput')", slot);
        UUID operation = fixture.operation("import", UUID.randomUUID());
        var produced = new LinkedBlockingQueue<SourceRecord>();
        Capture capture = fixture.capture(500);
        try (CommittedRecords records = fixture.records();
                var worker = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                        .using(workerSettings(slot))
                        .notifying(
                                (List<RecordChangeEvent<SourceRecord>> batch,
                                        DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer) -> {
                                    for (RecordChangeEvent<SourceRecord> event : batch) {
                                        produced.add(event.record());
                                        committer.markProcessed(event);
                                    }
                                    committer.markBatchFinished();
                                })
                        .build()) {
            Thread.ofPlatform().daemon().start(worker);
            capture.start();
            fixture.insertCustomers(operation, 3);

            List<ConsumerRecord<String, byte[]>> ours = records.await(3, TIME, ofOperation(operation));
            List<SourceRecord> theirs = take(produced, operation, 3);
            for (int i = 0; i < 3; i++) {
                assertThat(theirs.get(i).topic()).isEqualTo(ours.get(i).topic());
            }
            assertThat(theirs.stream().map(this::read)).containsExactlyInAnyOrderElementsOf(fixture.read(ours));
            assertThat(theirs.stream().map(record -> new String((byte[]) record.key(), StandardCharsets.UTF_8)))
                    .containsExactlyInAnyOrderElementsOf(
                            ours.stream().map(ConsumerRecord::key).toList());
        } finally {
            capture.stop();
        }
    }

    private Properties workerSettings(String slot) {
        CaptureSettings settings = fixture.settings(500);
        Properties all = new Properties();
        all.putAll(ConnectorExport.config(settings, fixture.topics(), TABLES));
        // What the worker looks up in its environment, and where it keeps positions.
        all.replaceAll((key, value) -> String.valueOf(value).startsWith("${env:") ? settings.password() : value);
        all.setProperty("name", slot);
        all.setProperty("slot.name", slot);
        // One JVM keeps the metrics of a server once.
        all.setProperty("topic.prefix", "other");
        all.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
        return all;
    }

    private List<SourceRecord> take(LinkedBlockingQueue<SourceRecord> produced, UUID operation, int count)
            throws InterruptedException {
        List<SourceRecord> found = new ArrayList<>();
        while (found.size() < count) {
            SourceRecord next = produced.poll(TIME.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("a change of the operation").isNotNull();
            if (next.value() instanceof byte[]
                    && read(next).table().equals(RowChange.CUSTOMER)
                    && read(next).operationId().equals(operation)) {
                found.add(next);
            }
        }
        return found;
    }

    private RowChange read(SourceRecord record) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.key(), (byte[]) header.value()));
        return fixture.topics().changes().value().deserializer().deserialize(record.topic(), headers, (byte[])
                record.value());
    }
}
