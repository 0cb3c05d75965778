package io.clientele.history;

import io.clientele.schemas.cdc.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// A record as it stood: the one of now with every later change undone.
final class Rewind {
    private Rewind() {}

    /// The history lacks a change that lies between now and then.
    static final class GapException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// A pure function.
    ///
    /// @param now the record; is not changed
    /// @param later its changes after `then`, the latest version first; more recent ones than `now` are left out
    /// @return the record at `then`, deleted softly perhaps; empty when it did not exist yet
    /// @throws GapException when the changes do not lead from now to then
    static Optional<Row> to(Instant then, Row now, List<HistoryRow> later) {
        ObjectNode values = (ObjectNode) now.json().deepCopy();
        Row at = new Row(values);
        for (HistoryRow change : later) {
            if (!at.requireInstant("updated_at").isAfter(then)) {
                break;
            }
            long version = at.requireNumber("version");
            if (change.version() > version) {
                continue;
            }
            if (change.version() < version) {
                throw new GapException();
            }
            if (change.isInsert()) {
                return Optional.empty();
            }
            undo(change, values);
        }
        if (at.requireInstant("updated_at").isAfter(then)) {
            throw new GapException();
        }
        return Optional.of(at);
    }

    private static void undo(HistoryRow change, ObjectNode values) {
        Long version = change.beforeVersion();
        Instant at = change.beforeAt();
        if (version == null || at == null) {
            throw new GapException();
        }
        for (String field : change.fields()) {
            @Nullable JsonNode value = change.before().json().get(field);
            values.set(field, value == null ? NullNode.getInstance() : value);
        }
        values.put("version", version.longValue());
        values.put("updated_at", at.toString());
    }
}
