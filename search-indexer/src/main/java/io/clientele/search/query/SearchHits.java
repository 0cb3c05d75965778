package io.clientele.search.query;

import java.util.List;
import java.util.UUID;

/// What was found, best first. Ids only: whether the viewer may see a record, and what of it, the database answers.
///
/// @param total how many match
/// @param totalIsExact false when there are more than `total`
/// @param tookMillis milliseconds that OpenSearch took
public record SearchHits(List<Hit> hits, long total, boolean totalIsExact, long tookMillis) {
    public SearchHits {
        hits = List.copyOf(hits);
    }

    /// @param id of the customer
    /// @param score the higher the better; comparable within one answer only
    public record Hit(UUID id, double score) {}
}
