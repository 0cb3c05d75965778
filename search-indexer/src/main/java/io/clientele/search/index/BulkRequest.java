package io.clientele.search.index;

import io.clientele.schemas.Json;
import io.clientele.search.engine.SearchEngine;
import io.clientele.search.engine.SearchEngine.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Documents on their way into the index. A document goes in unless the index has one of a later WAL position.
final class BulkRequest {
    private static final int MAX_BYTES = 5 << 20;
    private static final int CONFLICT = 409;
    /// The document is at fault: sent again it would be refused again.
    private static final Set<String> REFUSALS =
            Set.of("mapper_parsing_exception", "illegal_argument_exception", "document_parsing_exception");

    private final SearchEngine engine;
    private final String path;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(1 << 16);
    private final List<UUID> ids = new ArrayList<>();

    /// @param alias written through; an index of that name is never made by a write
    BulkRequest(SearchEngine engine, String alias) {
        this.engine = engine;
        this.path = "/" + alias
                + "/_bulk?require_alias=true&filter_path=errors,error.type,items.*.status,items.*.error.type";
    }

    /// @param position WAL position of the reading
    void add(CustomerDocument document, long position) {
        String id = document.customerId().toString();
        line(Json.write(Map.of("index", Map.of("_id", id, "version", position, "version_type", "external_gte"))));
        line(Json.write(document));
        ids.add(document.customerId());
    }

    boolean isFull(int maxDocuments) {
        return ids.size() >= maxDocuments || lines.size() >= MAX_BYTES;
    }

    private void line(byte[] json) {
        lines.writeBytes(json);
        lines.write('\n');
    }

    /// Sends them.
    ///
    /// @return the reason for each customer whose document can never go in
    /// @throws IndexUnavailableException when one of the others did not go in; all may then be sent again
    Map<UUID, String> send() {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Answer answer = post();
        if (!answer.ok()) {
            throw new IndexUnavailableException(
                    "OpenSearch answered " + answer.errorType(), answer.status() == 404, null);
        }
        return answer.body().path("errors").asBoolean(false)
                ? refusals(answer.body().path("items"))
                : Map.of();
    }

    private Answer post() {
        try {
            return engine.sendLines(path, lines.toByteArray());
        } catch (IOException away) {
            throw new IndexUnavailableException("OpenSearch does not answer", false, away);
        }
    }

    private Map<UUID, String> refusals(JsonNode items) {
        Map<UUID, String> refusals = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.path(i).path("index");
            int status = item.path("status").asInt(0);
            if (status == CONFLICT || (status >= 200 && status < 300)) {
                continue; // a conflict: the index has a later reading already
            }
            String type = item.path("error").path("type").asString("status " + status);
            if (!REFUSALS.contains(type)) {
                throw new IndexUnavailableException("OpenSearch answered " + type, status == 404, null);
            }
            refusals.put(ids.get(i), type);
        }
        return refusals;
    }
}
