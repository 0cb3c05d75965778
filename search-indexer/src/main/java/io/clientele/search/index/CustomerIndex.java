package io.clientele.search.index;

import io.clientele.schemas.Json;
import io.clientele.search.engine.SearchEngine;
import io.clientele.search.engine.SearchEngine.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The index behind the alias: made when it is not there, extended when this version knows more fields.
final class CustomerIndex {
    private static final String DEFINITION = "/search/customer-index.json";
    private static final String BULK_REFRESH = "2s";
    private static final String VERSION = "definition";
    private static final String FILLED = "filled";

    private final SearchEngine engine;
    private final String alias;
    private final ObjectNode definition;

    /// @param alias what everyone reads and writes by; the index itself is `<alias>-v1`
    CustomerIndex(SearchEngine engine, String alias, IndexerProperties properties) {
        this.engine = engine;
        this.alias = alias;
        this.definition = definition();
        ObjectNode settings = (ObjectNode) definition.path("settings").path("index");
        settings.put("number_of_shards", properties.shards());
        settings.put("number_of_replicas", properties.replicas());
        definition.putObject("aliases").putObject(alias);
    }

    /// Whether the alias leads to an index.
    ///
    /// @throws IOException when OpenSearch does not answer
    boolean exists() throws IOException {
        Answer answer = engine.send("GET", "/_alias/" + alias);
        if (answer.status() != 404 && !answer.ok()) {
            throw new IOException("OpenSearch answered " + answer.errorType());
        }
        return answer.ok();
    }

    /// Makes sure of the index, its alias and its mapping. May be repeated, and by several at once.
    ///
    /// @return whether the index holds all customers; false after it was made, until [#filled()]
    /// @throws IndexUnavailableException when OpenSearch has to be waited for
    boolean ensure() {
        try {
            if (!exists()) {
                create();
            }
            return extend();
        } catch (IOException away) {
            throw new IndexUnavailableException("OpenSearch does not answer", false, away);
        }
    }

    private void create() throws IOException {
        String index = alias + "-v1";
        Answer made = engine.send("PUT", "/" + index, definition);
        if (made.errorType().equals("resource_already_exists_exception")) {
            made = engine.send("PUT", "/" + index + "/_alias/" + alias);
        }
        demand(made);
    }

    private boolean extend() throws IOException {
        JsonNode meta = meta();
        int known = meta.path(VERSION).asInt(0);
        boolean filled = meta.path(FILLED).asBoolean(false);
        if (known < version()) {
            ObjectNode mappings = mappings();
            remember(mappings, filled);
            demand(engine.send("PUT", "/" + alias + "/_mapping", mappings));
        }
        return filled;
    }

    /// Remembers in the index itself that it holds all customers.
    void filled() {
        try {
            ObjectNode meta = definition.objectNode();
            remember(meta, true);
            demand(engine.send("PUT", "/" + alias + "/_mapping", meta));
        } catch (IOException away) {
            throw new IndexUnavailableException("OpenSearch does not answer", false, away);
        }
    }

    /// Chooses how soon documents become visible: at once, as a rule, or in larger portions, which takes OpenSearch
    /// less work, while there are many.
    ///
    /// @param many whether more documents are coming than people change
    void refresh(boolean many) {
        String interval = many
                ? BULK_REFRESH
                : definition.at("/settings/index/refresh_interval").asString();
        try {
            demand(engine.send(
                    "PUT", "/" + alias + "/_settings", Map.of("index", Map.of("refresh_interval", interval))));
        } catch (IOException away) {
            throw new IndexUnavailableException("OpenSearch does not answer", false, away);
        }
    }

    private void remember(ObjectNode mappings, boolean filled) {
        mappings.set("_meta", Json.tree(Map.of(VERSION, version(), FILLED, filled)));
    }

    private JsonNode meta() throws IOException {
        Answer answer = demand(engine.send("GET", "/" + alias + "/_mapping"));
        for (JsonNode index : answer.body()) {
            return index.path("mappings").path("_meta");
        }
        return answer.body().path("_meta");
    }

    private int version() {
        return definition.path("mappings").path("_meta").path(VERSION).asInt(0);
    }

    private ObjectNode mappings() {
        return (ObjectNode) definition.path("mappings").deepCopy();
    }

    private static Answer demand(Answer answer) {
        if (!answer.ok()) {
            throw new IndexUnavailableException(
                    "OpenSearch answered " + answer.errorType(), answer.status() == 404, null);
        }
        return answer;
    }

    private static ObjectNode definition() {
        try (InputStream resource = CustomerIndex.class.getResourceAsStream(DEFINITION)) {
            return (ObjectNode)
                    Json.read(Objects.requireNonNull(resource, DEFINITION).readAllBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
