package io.clientele.search.query;

import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.search.engine.SearchEngine;
import io.clientele.tenant.Actor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The one box: any clue finds the customer, for those who may see it. Thread-safe.
public final class CustomerSearch implements AutoCloseable {
    private final TenantKeys keys;
    private final SearchEngine engine;
    private final String index;
    private final String path;

    /// @param engine closed with this
    /// @param index the alias to search
    public CustomerSearch(TenantKeys keys, SearchEngine engine, String index) {
        this.keys = keys;
        this.engine = engine;
        this.index = "/" + index;
        this.path = "/" + index + "/_search?allow_partial_search_results=false";
    }

    /// Finds customers of the viewer's tenant: all of them for an admin or a service, own and referred ones for a
    /// professional. Referred ones are found by name only, because that is what their viewer may see of them.
    ///
    /// @param q names, an e-mail address or a part of it, at least three digits of a phone number, tags, vehicles;
    ///     in any order, 1 to 200 characters
    /// @param limit 1 to 100
    /// @throws ProblemException when q or limit are out of range
    /// @throws SearchUnavailableException when OpenSearch does not answer
    public SearchHits search(Actor viewer, String q, int limit) {
        Question question = Question.of(q, limit);
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        SearchEngine.Answer answer = send(SearchBody.of(viewer, question, cipher::token));
        if (!answer.ok()) {
            if (answer.retriable() || answer.status() == 404) {
                throw new SearchUnavailableException("OpenSearch answered " + answer.errorType(), null);
            }
            throw new IllegalStateException("OpenSearch refused a query: " + answer.errorType());
        }
        if (answer.body().path("timed_out").asBoolean(false)) {
            throw new SearchUnavailableException("OpenSearch is too busy to answer in time", null);
        }
        return hits(answer.body());
    }

    /// Whether OpenSearch answers and has the index: a cheap question, for health.
    public boolean isAvailable() {
        try {
            return engine.send("HEAD", index).ok();
        } catch (IOException away) {
            return false;
        }
    }

    private SearchEngine.Answer send(Object body) {
        try {
            return engine.send("POST", path, body);
        } catch (IOException away) {
            throw new SearchUnavailableException("OpenSearch does not answer", away);
        }
    }

    private static SearchHits hits(JsonNode body) {
        JsonNode found = body.path("hits");
        List<SearchHits.Hit> hits = new ArrayList<>();
        for (JsonNode hit : found.path("hits")) {
            hits.add(new SearchHits.Hit(
                    UUID.fromString(hit.path("_id").asString()),
                    hit.path("_score").asDouble()));
        }
        JsonNode total = found.path("total");
        return new SearchHits(
                hits,
                total.path("value").asLong(),
                total.path("relation").asString("eq").equals("eq"),
                body.path("took").asLong());
    }

    @Override
    public void close() {
        engine.close();
    }
}
