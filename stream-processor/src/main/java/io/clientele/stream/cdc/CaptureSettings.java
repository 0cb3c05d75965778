package io.clientele.stream.cdc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Keys under `clientele.cdc`.
///
/// @param enabled false where a Kafka Connect cluster captures instead
/// @param host of PostgreSQL's primary
/// @param port 1 to 65535
/// @param database the captured database
/// @param username a role with `replication` and `bypassrls`
/// @param password its password
/// @param slot replication slot, made beforehand; also the name of the position in `cdc.offsets`, so that another
///     name starts anew
/// @param whenLost what to do when the slot can no longer give the changes after the position
/// @param publication made beforehand
/// @param heartbeatInterval how often the position moves although nothing changes, at least 1 s
/// @param maxSilence without a batch for longer than this, capture is not healthy; several heartbeats
/// @param maxLag further behind the database than this, capture is not healthy; several heartbeats
/// @param pollInterval how long to wait for more changes before a batch is sent
/// @param maxBatch most changes in one Kafka transaction
/// @param maxQueue most changes waiting in memory, more than `maxBatch`
@ConfigurationProperties("clientele.cdc")
public record CaptureSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("clientele") String database,
        @DefaultValue("clientele_cdc") String username,
        @DefaultValue("") String password,
        @DefaultValue("clientele_cdc") String slot,
        @DefaultValue("clientele_cdc") String publication,
        @DefaultValue("stop") WhenLost whenLost,
        @DefaultValue("5s") Duration heartbeatInterval,
        @DefaultValue("60s") Duration maxSilence,
        @DefaultValue("5m") Duration maxLag,
        @DefaultValue("5ms") Duration pollInterval,
        @DefaultValue("2048") int maxBatch,
        @DefaultValue("8192") int maxQueue) {
    public CaptureSettings {
        if (heartbeatInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("clientele.cdc.heartbeat-interval must be at least 1s");
        }
        Duration twoBeats = heartbeatInterval.multipliedBy(2);
        if (maxSilence.compareTo(twoBeats) < 0 || maxLag.compareTo(twoBeats) < 0) {
            throw new IllegalArgumentException(
                    "clientele.cdc.max-silence and .max-lag must be at least twice clientele.cdc.heartbeat-interval");
        }
        if (maxBatch < 1 || maxQueue <= maxBatch) {
            throw new IllegalArgumentException("clientele.cdc.max-queue must be above clientele.cdc.max-batch");
        }
    }

    /// What to do when changes are missing: the slot is lost or gone, or is ahead of the position in Kafka.
    public enum WhenLost {
        /// Capture nothing and say so, until an operator chooses the other.
        STOP,
        /// Make a new slot and read every captured row once, as a change of kind `READ`.
        SNAPSHOT
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    @Override
    public String toString() {
        return "CaptureSettings[%s:%d/%s as %s, slot %s, publication %s]"
                .formatted(host, port, database, username, slot, publication);
    }
}
