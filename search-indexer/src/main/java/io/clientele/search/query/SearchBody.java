package io.clientele.search.query;

import io.clientele.search.token.Tokenizer;
import io.clientele.tenant.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// The body of a search request: the viewer's filter around the question's clues.
final class SearchBody {
    private static final int COUNT_UP_TO = 10_000;

    private SearchBody() {}

    static Map<String, Object> of(Actor viewer, Question question, Tokenizer tokenizer) {
        return Map.of(
                "size",
                question.limit(),
                "_source",
                false,
                "track_total_hits",
                COUNT_UP_TO,
                "track_scores",
                true,
                "timeout",
                "4s",
                "query",
                query(viewer, question, tokenizer),
                "sort",
                List.of(Map.of("_score", "desc"), latest("last_activity_at"), latest("created_at")));
    }

    private static Map<String, Object> query(Actor viewer, Question question, Tokenizer tokenizer) {
        ClueQueries queries = new ClueQueries(tokenizer, hidden(viewer));
        return Map.of(
                "bool",
                Map.of(
                        "filter", visible(viewer),
                        "must", question.clues().stream().map(queries::of).toList()));
    }

    /// What the viewer may find at all.
    private static List<Map<String, Object>> visible(Actor viewer) {
        List<Map<String, Object>> filters = new ArrayList<>();
        filters.add(Query.term("tenant_id", viewer.tenantId().toString()));
        filters.add(Query.term("deleted", false));
        if (!viewer.seesWholeTenant()) {
            String me = professional(viewer).toString();
            filters.add(Query.most(
                    List.of(Query.term("owner_professional_id", me), Query.term("referred_professional_ids", me)),
                    "1"));
        }
        return filters;
    }

    /// What has to hold as well before a clue about a field may match that the LIMITED view hides: otherwise the
    /// answer would tell what the view does not.
    private static ClueQueries.Hidden hidden(Actor viewer) {
        if (viewer.seesWholeTenant()) {
            return query -> query;
        }
        Map<String, Object> own =
                Query.term("owner_professional_id", professional(viewer).toString());
        return query -> Query.only(own, query);
    }

    private static UUID professional(Actor viewer) {
        return Objects.requireNonNull(viewer.professionalId());
    }

    private static Map<String, Object> latest(String field) {
        return Map.of(field, Map.of("order", "desc", "missing", "_last"));
    }
}
