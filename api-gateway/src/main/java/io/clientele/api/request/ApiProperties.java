package io.clientele.api.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Limits on what is sent to the gateway.
///
/// @param maxBody the largest JSON body
/// @param maxUpload the largest file of an import
/// @param idempotencyTtl how long the answer under an `Idempotency-Key` is kept
/// @param rateLimit how many requests a tenant may send
@Validated
@ConfigurationProperties("clientele.api")
public record ApiProperties(
        @DefaultValue("1MB") @NotNull DataSize maxBody,
        @DefaultValue("10GB") @NotNull DataSize maxUpload,
        @DefaultValue("24h") @NotNull Duration idempotencyTtl,
        @DefaultValue @NotNull @Valid RateLimit rateLimit) {
    /// For one tenant, at one gateway.
    ///
    /// @param requestsPerMinute in the long run
    /// @param burst how many at once, after a pause
    public record RateLimit(
            @DefaultValue("6000") @Min(1) long requestsPerMinute,
            @DefaultValue("6000") @Min(1) long burst) {}
}
