package io.clientele.stream.runtime;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// Records that wait, as a consumer's own metrics tell: exact under transactions, where offsets have gaps.
public final class ConsumerLag {
    private ConsumerLag() {}

    /// The sum over the partitions that the clients of these metrics read; 0 when they read none.
    public static long of(Map<MetricName, ? extends Metric> metrics) {
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            if (metric.getKey().name().equals("records-lag")
                    && metric.getKey().tags().containsKey("partition")
                    && metric.getValue().metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                sum += lag;
            }
        }
        return (long) sum;
    }
}
