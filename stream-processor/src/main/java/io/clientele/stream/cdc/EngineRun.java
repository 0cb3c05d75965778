package io.clientele.stream.cdc;

import io.clientele.schemas.topic.Topics;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// One life of an engine with its own producer. It ends at the first failure of either; nothing is retried with a
/// producer that failed, because only `initTransactions` of a new one tells what became of an open transaction.
final class EngineRun implements AutoCloseable {
    /// Part of the position's key; never to be changed.
    private static final String SERVER = "clientele";

    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final OffsetLog offsets;
    private final OperationLookup operations;
    private final ChangeWriter writer;
    private final IntConsumer onBatch;
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;

    /// Fences the predecessor, reads where it got to, and starts from there.
    ///
    /// @param kafka how to reach the broker
    /// @param tables what to capture, regular expressions
    /// @param onBatch told the number of changes after each commit
    EngineRun(
            CaptureSettings settings,
            Topics topics,
            Map<String, Object> kafka,
            List<String> tables,
            IntConsumer onBatch) {
        this.onBatch = onBatch;
        this.offsets = new OffsetLog(topics.offsets(), kafka, settings.slot());
        this.operations = new OperationLookup(settings);
        this.writer = new ChangeWriter(topics.changes().name(), operations);
        this.producer = new KafkaProducer<>(
                producerSettings(settings, topics, kafka), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            Map<String, String> partition = Map.of("server", SERVER);
            Properties properties = engineSettings(settings, tables);
            offsets.read(partition).ifPresent(value -> {
                properties.setProperty(PreloadedOffsets.KEY, offsets.key(partition));
                properties.setProperty(PreloadedOffsets.VALUE, value);
            });
            this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                    .using(properties)
                    .using(EngineRun.class.getClassLoader())
                    .using((DebeziumEngine.CompletionCallback) (success, message, error) ->
                            end.complete(success ? Optional.empty() : Optional.of(failure(message, error))))
                    .notifying(this::commit)
                    .build();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        this.thread = Thread.ofPlatform().name("cdc-engine").unstarted(this::run);
    }

    private static Throwable failure(String message, @Nullable Throwable error) {
        return error == null ? new IllegalStateException(message) : error;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            engine.run();
            end.complete(Optional.empty());
        } catch (RuntimeException | Error e) {
            end.complete(Optional.of(e));
        }
    }

    /// Whether the engine has ended within the time given.
    boolean awaitEnd(Duration time) throws InterruptedException {
        try {
            end.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Why it ended; empty while it runs and when it was closed.
    Optional<Throwable> failure() {
        return end.getNow(Optional.empty());
    }

    private void commit(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer) {
        try {
            int sent = 0;
            producer.beginTransaction();
            SourceRecord last = null;
            for (RecordChangeEvent<SourceRecord> event : events) {
                last = event.record();
                var change = writer.write(last);
                if (change.isPresent()) {
                    producer.send(change.get());
                    sent++;
                }
            }
            if (last != null) {
                producer.send(offsets.record(last.sourcePartition(), last.sourceOffset()));
            }
            producer.commitTransaction();
            // Only now may PostgreSQL forget these changes.
            for (RecordChangeEvent<SourceRecord> event : events) {
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
            onBatch.accept(sent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while changes were being committed", e);
        } catch (RuntimeException e) {
            // Never a RetriableException: the engine would go on with the next batch and lose this one.
            throw new IllegalStateException("changes could not be committed to Kafka", e);
        }
    }

    private static Map<String, Object> producerSettings(
            CaptureSettings settings, Topics topics, Map<String, Object> kafka) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.changes().name() + "-" + settings.slot());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        return all;
    }

    private static Properties engineSettings(CaptureSettings settings, List<String> tables) {
        Properties all = new Properties();
        all.setProperty("name", settings.slot());
        all.setProperty("topic.prefix", SERVER);
        all.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        all.setProperty("database.hostname", settings.host());
        all.setProperty("database.port", Integer.toString(settings.port()));
        all.setProperty("database.dbname", settings.database());
        all.setProperty("database.user", settings.username());
        all.setProperty("database.password", settings.password());
        all.setProperty("plugin.name", "pgoutput");
        all.setProperty("slot.name", settings.slot());
        all.setProperty("slot.drop.on.stop", "false");
        // A dead leader's connection may hold the slot a moment longer.
        all.setProperty("slot.max.retries", "20");
        all.setProperty("slot.retry.delay.ms", "500");
        all.setProperty("publication.name", settings.publication());
        all.setProperty("publication.autocreate.mode", "disabled");
        all.setProperty("publish.via.partition.root", "true");
        all.setProperty("table.include.list", String.join(",", tables));
        // Without a stored position it starts where the slot was made.
        all.setProperty("snapshot.mode", "no_data");
        all.setProperty("offset.storage", PreloadedOffsets.class.getName());
        all.setProperty("offset.flush.interval.ms", "0");
        all.setProperty("offset.mismatch.strategy", "trust_offset");
        all.setProperty("lsn.flush.mode", "connector");
        all.setProperty("provide.transaction.metadata", "false");
        all.setProperty("statistics.metrics.enabled", "false");
        all.setProperty("tombstones.on.delete", "false");
        all.setProperty("binary.handling.mode", "bytes");
        all.setProperty(
                "heartbeat.interval.ms",
                Long.toString(settings.heartbeatInterval().toMillis()));
        all.setProperty("heartbeat.action.query", "update cdc_heartbeat set beat_at = now() where id = 1");
        all.setProperty("max.batch.size", Integer.toString(settings.maxBatch()));
        all.setProperty("max.queue.size", Integer.toString(settings.maxQueue()));
        all.setProperty("max.queue.size.in.bytes", "33554432");
        all.setProperty(
                "poll.interval.ms", Long.toString(settings.pollInterval().toMillis()));
        all.setProperty("record.processing.threads", "1");
        // The supervisor retries, with a new engine and a new producer.
        all.setProperty("errors.max.retries", "0");
        all.setProperty("task.management.timeout.ms", Long.toString(CLOSE_TIME.toMillis()));
        return all;
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IllegalStateException | IOException e) {
            // An engine that failed has closed itself and says so.
            end.complete(Optional.of(e));
        }
        try {
            thread.join(CLOSE_TIME);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_TIME);
            }
            producer.close(Duration.ofSeconds(2));
            operations.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            producer.close(Duration.ZERO);
        } catch (SQLException e) {
            return;
        }
    }
}
