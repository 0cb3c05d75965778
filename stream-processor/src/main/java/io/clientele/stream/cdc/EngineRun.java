package io.clientele.stream.cdc;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// One life of an engine. It ends at the first failure of the engine or of the log that it writes to.
final class EngineRun implements AutoCloseable {
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

    private final ChangeLog log;
    private final ChangeWriter writer;
    private final Committed onBatch;
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;

    /// @param connector see [ConnectorSettings]
    /// @param start where to begin, not [StartingPoint.Nowhere]
    /// @param onBatch told after each commit
    EngineRun(
            String name,
            Map<String, String> connector,
            StartingPoint start,
            ChangeLog log,
            ChangeWriter writer,
            Committed onBatch) {
        this.log = log;
        this.writer = writer;
        this.onBatch = onBatch;
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(engineSettings(name, connector, start, log))
                .using(EngineRun.class.getClassLoader())
                .using((DebeziumEngine.CompletionCallback) (success, message, error) ->
                        end.complete(success ? Optional.empty() : Optional.of(failure(message, error))))
                .notifying(this::commit)
                .build();
        this.thread = Thread.ofPlatform().name("cdc-engine").unstarted(this::run);
    }

    /// Hears of batches.
    @FunctionalInterface
    interface Committed {
        /// @param changes sent; none in a batch of heartbeats
        /// @param upTo when the batch's last transaction committed, by the database's clock; null if unknown
        void batch(int changes, @Nullable Instant upTo);
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
        if (events.isEmpty()) {
            return;
        }
        try {
            List<ProducerRecord<byte[], byte[]>> changes = new ArrayList<>(events.size());
            for (RecordChangeEvent<SourceRecord> event : events) {
                writer.write(event.record()).ifPresent(changes::add);
            }
            SourceRecord last = events.getLast().record();
            log.commit(changes, last);
            // Only now may PostgreSQL forget these changes.
            for (RecordChangeEvent<SourceRecord> event : events) {
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
            onBatch.batch(changes.size(), committedAt(last));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while changes were being committed", e);
        } catch (RuntimeException e) {
            // Never a RetriableException: the engine would go on with the next batch and lose this one.
            throw new IllegalStateException("changes could not be committed to Kafka", e);
        }
    }

    private static @Nullable Instant committedAt(SourceRecord last) {
        return last.sourceOffset().get("ts_usec") instanceof Long micros
                ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
                : null;
    }

    private static Properties engineSettings(
            String name, Map<String, String> connector, StartingPoint start, ChangeLog log) {
        Properties all = new Properties();
        all.putAll(connector);
        all.setProperty("name", name);
        all.setProperty("offset.storage", PreloadedOffsets.class.getName());
        all.setProperty("offset.flush.interval.ms", "0");
        all.setProperty("record.processing.threads", "1");
        // The supervisor retries, with a new engine and a new producer.
        all.setProperty("errors.max.retries", "0");
        all.setProperty("task.management.timeout.ms", Long.toString(CLOSE_TIME.toMillis()));
        switch (start) {
            case StartingPoint.AtPosition(Position position) -> {
                all.setProperty(PreloadedOffsets.KEY, log.positionKey());
                all.setProperty(PreloadedOffsets.VALUE, position.json());
            }
            case StartingPoint.AtSlot() -> {}
            // The engine makes the slot, and reads rows as they were at that very moment.
            case StartingPoint.AtSnapshot(String why) -> all.setProperty(ConnectorSettings.SNAPSHOT_MODE, "initial");
            case StartingPoint.Nowhere(String why) -> throw new IllegalArgumentException(why);
        }
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
