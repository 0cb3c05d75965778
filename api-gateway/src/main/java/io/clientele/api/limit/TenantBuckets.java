package io.clientele.api.limit;

import io.clientele.api.request.ApiProperties;
import io.clientele.tenant.TenantId;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// One token bucket a tenant, in memory: a request takes a token, and tokens come back evenly. Thread-safe.
@Component
public final class TenantBuckets {
    private static final int MAX_REMEMBERED = 10_000;
    private static final int SECONDS_PER_MINUTE = 60;

    private final long burst;
    private final long perMinute;
    private final Map<TenantId, Bucket> buckets = new ConcurrentHashMap<>();

    TenantBuckets(ApiProperties properties) {
        this.burst = properties.rateLimit().burst();
        this.perMinute = properties.rateLimit().requestsPerMinute();
    }

    /// The bucket of the tenant.
    public Bucket of(TenantId tenantId) {
        if (buckets.size() >= MAX_REMEMBERED) {
            // A full bucket is as good as a new one.
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= burst);
        }
        return buckets.computeIfAbsent(
                tenantId,
                tenant -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(burst)
                                .refillGreedy(perMinute, Duration.ofMinutes(1))
                                .build())
                        .build());
    }

    /// How many tokens a full bucket has.
    long quota() {
        return burst;
    }

    /// Seconds until an empty bucket is full again.
    long windowSeconds() {
        return Math.ceilDiv(burst * SECONDS_PER_MINUTE, perMinute);
    }
}
