package io.clientele.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {
    @Test
    void haveDefaultsAndTakeTheirKeys() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ApiProperties(
                        DataSize.ofMegabytes(1),
                        DataSize.ofGigabytes(10),
                        Duration.ofHours(24),
                        new ApiProperties.RateLimit(6000, 6000)));
        assertThat(bind(Map.of(
                        "clientele.api.max-body",
                        "2MB",
                        "clientele.api.max-upload",
                        "5GB",
                        "clientele.api.idempotency-ttl",
                        "1h",
                        "clientele.api.rate-limit.requests-per-minute",
                        "60",
                        "clientele.api.rate-limit.burst",
                        "10")))
                .isEqualTo(new ApiProperties(
                        DataSize.ofMegabytes(2),
                        DataSize.ofGigabytes(5),
                        Duration.ofHours(1),
                        new ApiProperties.RateLimit(60, 10)));
    }

    private static ApiProperties bind(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("clientele.api", ApiProperties.class);
    }
}
