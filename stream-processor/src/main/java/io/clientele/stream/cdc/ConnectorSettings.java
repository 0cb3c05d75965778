package io.clientele.stream.cdc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The configuration of Debezium's PostgreSQL connector, the same in the engine and on Kafka Connect.
final class ConnectorSettings {
    /// Part of the position's key; never to be changed.
    private static final String SERVER = "clientele";

    /// What the connector calls its source in a position.
    static final Map<String, String> SOURCE_PARTITION = Map.of("server", SERVER);

    static final String PASSWORD = "database.password";
    static final String TABLES = "table.include.list";
    static final String SNAPSHOT_MODE = "snapshot.mode";

    private ConnectorSettings() {}

    /// @param tables what to capture, regular expressions, at least one
    static Map<String, String> of(CaptureSettings settings, List<String> tables) {
        Map<String, String> all = new TreeMap<>();
        all.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        all.put("topic.prefix", SERVER);
        all.putAll(source(settings));
        all.put(TABLES, String.join(",", tables));
        // Without a stored position it starts where the slot was made.
        all.put(SNAPSHOT_MODE, "no_data");
        all.put("offset.mismatch.strategy", "trust_offset");
        all.put("lsn.flush.mode", "connector");
        all.put("provide.transaction.metadata", "false");
        all.put("statistics.metrics.enabled", "false");
        all.put("tombstones.on.delete", "false");
        all.put("binary.handling.mode", "bytes");
        all.put(
                "heartbeat.interval.ms",
                Long.toString(settings.heartbeatInterval().toMillis()));
        // Published, too: a database where nothing changes must not keep the log of its busy neighbours.
        all.put("heartbeat.action.query", "update cdc_heartbeat set beat_at = now() where id = 1");
        all.put("max.batch.size", Integer.toString(settings.maxBatch()));
        all.put("max.queue.size", Integer.toString(settings.maxQueue()));
        all.put("max.queue.size.in.bytes", "33554432");
        all.put("poll.interval.ms", Long.toString(settings.pollInterval().toMillis()));
        return all;
    }

    private static Map<String, String> source(CaptureSettings settings) {
        return Map.ofEntries(
                Map.entry("database.hostname", settings.host()),
                Map.entry("database.port", Integer.toString(settings.port())),
                Map.entry("database.dbname", settings.database()),
                Map.entry("database.user", settings.username()),
                Map.entry(PASSWORD, settings.password()),
                Map.entry("plugin.name", "pgoutput"),
                Map.entry("slot.name", settings.slot()),
                Map.entry("slot.drop.on.stop", "false"),
                // A dead leader's connection may hold the slot a moment longer.
                Map.entry("slot.max.retries", "20"),
                Map.entry("slot.retry.delay.ms", "500"),
                Map.entry("publication.name", settings.publication()),
                Map.entry("publication.autocreate.mode", "disabled"),
                Map.entry("publish.via.partition.root", "true"));
    }
}
