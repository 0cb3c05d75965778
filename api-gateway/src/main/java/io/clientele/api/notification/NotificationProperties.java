package io.clientele.api.notification;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Keys under `clientele.notifications`.
///
/// @param heartbeat how long a stream is silent at most; also how late a notification comes when PostgreSQL could not
///     tell of it
/// @param streamLife after which a stream ends, so that its client comes again with a token that is valid then
/// @param streamsPerUser how many streams one professional may have open at one gateway
/// @param streams how many there may be at one gateway
@Validated
@ConfigurationProperties("clientele.notifications")
record NotificationProperties(
        @DefaultValue("15s") @NotNull Duration heartbeat,
        @DefaultValue("15m") @NotNull Duration streamLife,
        @DefaultValue("5") @Min(1) int streamsPerUser,
        @DefaultValue("2000") @Min(1) int streams) {}
