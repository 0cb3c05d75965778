package io.clientele.search.index;

import io.clientele.schemas.failure.Failure;
import io.clientele.schemas.failure.FailureCause;
import io.clientele.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Follows `cdc.changes` and has each changed customer indexed. A batch's offsets are committed when all of it is in
/// the index or in the dead letters; until then it is read and tried again, for as long as it takes.
final class ChangeFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);
    /// Records at once that only an import or a backlog brings.
    private static final int MANY = 250;
    /// Records at once that say that it is over.
    private static final int FEW = 50;

    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final long STOP_SECONDS = 20;

    private final KafkaConnection kafka;
    private final String topic;
    private final IndexerProperties properties;
    private final CustomerIndex index;
    private final Backfill backfill;
    private final CustomerIndexer indexer;
    private final DeadLetters deadLetters;
    private final IndexMetrics metrics;
    private final Clock clock;

    private CountDownLatch stop = new CountDownLatch(0);
    private volatile FeedState state = FeedState.STARTING;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    private boolean indexReady;
    /// Whether the index takes documents in large portions; true at first, since a process that was killed may have
    /// left it so.
    private boolean many = true;

    private long backoffMillis = FIRST_BACKOFF_MILLIS;

    ChangeFeed(
            KafkaConnection kafka,
            String topic,
            IndexerProperties properties,
            CustomerIndex index,
            Backfill backfill,
            CustomerIndexer indexer,
            DeadLetters deadLetters,
            IndexMetrics metrics,
            Clock clock) {
        this.kafka = kafka;
        this.topic = topic;
        this.properties = properties;
        this.index = index;
        this.backfill = backfill;
        this.indexer = indexer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    FeedState state() {
        return state;
    }

    @Override
    public synchronized void start() {
        stop = new CountDownLatch(1);
        metrics.watch(() -> state.lag());
        thread = Thread.ofPlatform().name("change-feed").start(this::run);
    }

    private void run() {
        while (!stopping()) {
            try (KafkaConsumer<byte[], byte[]> reader = connect()) {
                consumer = reader;
                reader.subscribe(List.of(topic));
                follow(reader);
            } catch (WakeupException stopped) {
                // the loop asks whether to go on
            } catch (RuntimeException broken) {
                failed(broken);
            } finally {
                consumer = null;
            }
        }
        deadLetters.close();
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        return new KafkaConsumer<>(
                kafka.with(Map.ofEntries(
                        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, properties.group()),
                        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxRecords()),
                        // one that was killed gives its partitions free after this time
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000),
                        // the topic may come later than this application
                        Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                        Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<byte[], byte[]> reader) {
        Instant measured = Instant.EPOCH;
        while (!stopping()) {
            ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
            try {
                makeSure();
                records = reader.poll(POLL);
                if (!records.isEmpty()) {
                    index(records);
                    commit(reader);
                }
                pace(records.count());
                backoffMillis = FIRST_BACKOFF_MILLIS;
                state = state.working();
            } catch (IndexUnavailableException | DataAccessException | TransactionException away) {
                indexReady &= !(away instanceof IndexUnavailableException unavailable && unavailable.missing());
                rewind(reader, records);
                failed(away);
            }
            Instant now = clock.instant();
            if (measured.plus(MEASURE_EVERY).isBefore(now)) {
                measure(reader);
                measured = now;
            }
        }
    }

    /// A new index is filled from the database before changes are followed; what changes meanwhile waits in Kafka.
    private void makeSure() {
        if (indexReady) {
            return;
        }
        state = state.index(false);
        boolean filled = index.ensure();
        if (!filled) {
            if (!backfill.run(this::stopping)) {
                return;
            }
            index.filled();
        }
        indexReady = true;
        state = state.index(true);
    }

    private void pace(int records) {
        boolean now = records >= (many ? FEW : MANY);
        if (now != many) {
            index.refresh(now);
            many = now;
        }
    }

    private void index(ConsumerRecords<byte[], byte[]> records) {
        long begin = System.nanoTime();
        ChangedCustomers changed = new ChangedCustomers();
        records.forEach(changed::add);
        long documents = 0;
        for (Map.Entry<TenantId, Map<UUID, ConsumerRecord<byte[], byte[]>>> tenant :
                changed.byTenant().entrySet()) {
            Map<UUID, ConsumerRecord<byte[], byte[]>> customers = tenant.getValue();
            indexer.index(tenant.getKey(), customers.keySet())
                    .forEach((id, reason) -> giveUp(
                            Objects.requireNonNull(customers.get(id)), new Failure(FailureCause.REFUSED, reason)));
            documents += customers.size();
        }
        changed.unreadable().forEach((record, reason) -> giveUp(record, new Failure(FailureCause.MALFORMED, reason)));
        metrics.indexed(records.count(), documents, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        LOG.warn(
                "{}-{} offset {} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                failure.reason());
        deadLetters.send(record, failure);
        metrics.deadLetter(record.topic(), failure.cause());
    }

    private static void commit(KafkaConsumer<byte[], byte[]> reader) {
        try {
            reader.commitSync();
        } catch (RebalanceInProgressException | CommitFailedException moved) {
            // whoever has the partitions now indexes the same customers once more, which changes nothing
            LOG.info("partitions moved before their offsets were committed");
        }
    }

    private static void rewind(KafkaConsumer<byte[], byte[]> reader, ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> assigned = reader.assignment();
        for (TopicPartition partition : records.partitions()) {
            if (assigned.contains(partition)) {
                reader.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    private void failed(RuntimeException cause) {
        String reason = cause.getClass().getSimpleName()
                + (cause instanceof IndexUnavailableException ? ": " + cause.getMessage() : "");
        if (state.failure() == null || !reason.equals(state.failure())) {
            LOG.warn("waiting: {}", reason, cause instanceof KafkaException ? cause : null);
        }
        state = state.failing(reason);
        metrics.failure();
        try {
            if (!stop.await(backoffMillis, TimeUnit.MILLISECONDS)) {
                backoffMillis =
                        Math.min(backoffMillis * 2, properties.maxBackoff().toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure(KafkaConsumer<byte[], byte[]> reader) {
        Set<TopicPartition> assigned = reader.assignment();
        try {
            if (assigned.isEmpty()) {
                reader.partitionsFor(topic, ASK); // asks the broker; without partitions the next line would not
            }
            Map<TopicPartition, Long> ends = new HashMap<>(reader.endOffsets(assigned, ASK));
            long lag = 0;
            for (TopicPartition partition : assigned) {
                lag += Math.max(0, ends.getOrDefault(partition, 0L) - reader.position(partition, ASK));
            }
            state = state.measured(assigned.size(), lag, clock.instant());
        } catch (TimeoutException away) {
            if (state.kafkaAnswers() || state.checkedAt() == null) {
                LOG.warn("waiting: Kafka does not answer");
            }
            state = state.kafkaAway(clock.instant());
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    @Override
    public synchronized void stop() {
        stop.countDown();
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(STOP_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
