package io.clientele.stream.runtime;

import io.clientele.stream.failure.PoisonRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Keys under `clientele.stream`.
///
/// @param stateDirectory where the state stores lie; may be lost, they are then read again from Kafka
/// @param threads that run the topologies, at least 1
/// @param commitInterval how long results wait at most before others see them
/// @param sessionTimeout after which a killed instance's share goes to others, at least 6 s
/// @param maxThreadReplacements failed threads replaced within ten minutes before the whole instance is made anew
/// @param sinkThreads of each sink, which write to PostgreSQL, at least 1
/// @param sinkBatch most records in one batch of a sink, at least 1
@ConfigurationProperties("clientele.stream")
public record StreamSettings(
        @DefaultValue("data/streams") Path stateDirectory,
        @DefaultValue("1") int threads,
        @DefaultValue("100ms") Duration commitInterval,
        @DefaultValue("8s") Duration sessionTimeout,
        @DefaultValue("10") int maxThreadReplacements,
        @DefaultValue("2") int sinkThreads,
        @DefaultValue("3000") int sinkBatch) {
    public StreamSettings {
        if (threads < 1 || sinkThreads < 1 || sinkBatch < 1) {
            throw new IllegalArgumentException(
                    "clientele.stream.threads, .sink-threads and .sink-batch must be at least 1");
        }
        if (sessionTimeout.compareTo(Duration.ofSeconds(6)) < 0) {
            throw new IllegalArgumentException("clientele.stream.session-timeout must be at least 6s");
        }
    }

    /// What Kafka Streams is told.
    ///
    /// @param kafka how to reach the broker
    /// @param prefix of the topics; two platforms on one broker are two applications
    Map<String, Object> streamsConfig(Map<String, Object> kafka, String prefix) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + "clientele-stream");
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toAbsolutePath().toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 4L << 20);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksMemory.class);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(sessionTimeout.toMillis()));
        all.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(sessionTimeout.toMillis() / 4));
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2000);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072);
        return all;
    }
}
