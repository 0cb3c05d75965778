package io.clientele.api.search;

import io.clientele.api.security.Allowed;
import io.clientele.api.selection.Selection;
import io.clientele.customer.Customers;
import io.clientele.search.query.CustomerSearch;
import io.clientele.search.query.SearchHits;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `/api/customers/search`: OpenSearch finds, PostgreSQL answers under the access policy, so that an index that is
/// behind can never show what the viewer may not see.
@RestController
@RequestMapping(path = "/api/customers/search", produces = MediaType.APPLICATION_JSON_VALUE)
final class SearchController {
    private static final String DEFAULT_LIMIT = "20";

    private final CustomerSearch search;
    private final Customers customers;
    private final JsonMapper json;

    SearchController(CustomerSearch search, Customers customers, JsonMapper json) {
        this.search = search;
        this.customers = customers;
        this.json = json;
    }

    /// The same question in a body, for those who keep personal data out of addresses.
    record Question(@Nullable String q, @Nullable Integer limit) {
        @Override
        public String toString() {
            return "Question[***]";
        }
    }

    /// @param customers each with `score`: the higher the better, comparable within one answer
    /// @param total how many customers match in the index; with `totalIsExact` false there are more
    record Answer(List<ObjectNode> customers, long total, boolean totalIsExact, long tookMs) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    Answer find(
            Actor actor,
            @RequestParam String q,
            @RequestParam(defaultValue = DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String fields) {
        return answer(actor, q, limit, Selection.of(view, fields));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    Answer ask(
            Actor actor,
            @RequestBody Question question,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String fields) {
        return answer(
                actor,
                Objects.requireNonNullElse(question.q(), ""),
                Objects.requireNonNullElse(question.limit(), Integer.valueOf(DEFAULT_LIMIT)),
                Selection.of(view, fields));
    }

    private Answer answer(Actor actor, String q, int limit, Selection selection) {
        SearchHits hits = search.search(actor, q, limit);
        Map<UUID, Double> scores =
                hits.hits().stream().collect(Collectors.toMap(SearchHits.Hit::id, SearchHits.Hit::score));
        List<UUID> ids = hits.hits().stream().map(SearchHits.Hit::id).toList();
        List<ObjectNode> found = customers.findAll(actor, ids).stream()
                .map(view -> selection
                        .tree(view, json)
                        .put(
                                "score",
                                Objects.requireNonNullElse(scores.get(view.id()), 0.0)
                                        .doubleValue()))
                .toList();
        return new Answer(found, hits.total(), hits.totalIsExact(), hits.tookMillis());
    }
}
