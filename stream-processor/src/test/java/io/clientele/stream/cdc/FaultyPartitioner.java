package io.clientele.stream.cdc;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.errors.RetriableException;

/// Part of a producer that fails once, in the one way that makes the engine go on with the next batch.
public final class FaultyPartitioner implements Partitioner {
    private static final AtomicInteger UNTIL_FAILURE = new AtomicInteger();

    /// @param records sent before one fails
    static void failAfter(int records) {
        UNTIL_FAILURE.set(records + 1);
    }

    static boolean hasFailed() {
        return UNTIL_FAILURE.get() <= 0;
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (UNTIL_FAILURE.decrementAndGet() == 0) {
            throw new RetriableException("try again");
        }
        return Utils.toPositive(Utils.murmur2(keyBytes)) % cluster.partitionCountForTopic(topic);
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
