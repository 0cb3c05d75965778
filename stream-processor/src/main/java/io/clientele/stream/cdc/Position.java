package io.clientele.stream.cdc;

import io.clientele.schemas.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// How far the changes in Kafka reach: the engine's own offset, kept whole.
///
/// @param json as the engine writes it
/// @param lsn up to where the log is in Kafka: the last change, or the last commit where that is further
/// @param snapshotUnfinished whether it was taken in the middle of a snapshot, which cannot be gone on with
record Position(String json, long lsn, boolean snapshotUnfinished) {
    /// @throws IllegalStateException when it is no offset of this connector
    static Position parse(String json) {
        JsonNode offset = Json.read(json.getBytes(StandardCharsets.UTF_8));
        if (!offset.path("lsn").isIntegralNumber()) {
            throw new IllegalStateException("the stored position has no lsn");
        }
        boolean inSnapshot = offset.hasNonNull("snapshot");
        return new Position(
                json,
                Math.max(offset.path("lsn").asLong(), offset.path("lsn_commit").asLong(0)),
                inSnapshot && !offset.path("last_snapshot_record").asBoolean(false));
    }
}
