package io.clientele.search.query;

import java.util.List;
import java.util.Map;

/// The few forms of query that are used. Text is only ever a value of a term or match query: no form here parses it.
final class Query {
    private Query() {}

    /// The field holds exactly the value.
    static Map<String, Object> term(String field, Object value) {
        return Map.of("term", Map.of(field, Map.of("value", value)));
    }

    /// The field holds every word of the text, in any order, after analysis.
    static Map<String, Object> match(String field, String text) {
        return Map.of("match", Map.of(field, Map.of("query", text, "operator", "and")));
    }

    /// The same, with words that differ by a few letters.
    ///
    /// @param fuzziness as OpenSearch takes it, `1` or `AUTO`
    static Map<String, Object> fuzzy(String field, String text, String fuzziness) {
        return Map.of(
                "match",
                Map.of(field, Map.of("query", text, "operator", "and", "fuzziness", fuzziness, "max_expansions", 50)));
    }

    /// The field holds every word of the text, the last one as a beginning.
    static Map<String, Object> prefix(String field, String text) {
        return Map.of("match_bool_prefix", Map.of(field, Map.of("query", text, "operator", "and")));
    }

    /// The field holds these tokens one behind the other.
    static Map<String, Object> phrase(String field, String tokens) {
        return Map.of("match_phrase", Map.of(field, Map.of("query", tokens)));
    }

    /// Whatever matches `query` gets this score.
    static Map<String, Object> scored(double score, Map<String, Object> query) {
        return Map.of("constant_score", Map.of("filter", query, "boost", score));
    }

    /// At least one matches; the best one's score counts.
    static Map<String, Object> best(List<Map<String, Object>> queries) {
        return queries.size() == 1 ? queries.getFirst() : Map.of("dis_max", Map.of("queries", queries));
    }

    /// All match; scores add up.
    static Map<String, Object> all(List<Map<String, Object>> queries) {
        return queries.size() == 1 ? queries.getFirst() : Map.of("bool", Map.of("must", queries));
    }

    /// Enough of them match; scores add up.
    ///
    /// @param minimum as OpenSearch's `minimum_should_match` takes it
    static Map<String, Object> most(List<Map<String, Object>> queries, String minimum) {
        return Map.of("bool", Map.of("should", queries, "minimum_should_match", minimum));
    }

    /// `query` matches, and `filter` too, which does not change the score.
    static Map<String, Object> only(Map<String, Object> filter, Map<String, Object> query) {
        return Map.of("bool", Map.of("must", List.of(query), "filter", List.of(filter)));
    }
}
