package io.clientele.search.index;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the index is kept.
///
/// @param group Kafka consumer group; instances of one group share the work
/// @param maxRecords most change records taken at once
/// @param maxDocuments most documents of one bulk request
/// @param maxLag records behind the topic above which the indexer is not ready
/// @param maxBackoff longest wait before a failed batch is tried again
/// @param shards of a new index
/// @param replicas of a new index
@ConfigurationProperties("clientele.indexer")
public record IndexerProperties(
        @DefaultValue("clientele-search-indexer") String group,
        @DefaultValue("2000") int maxRecords,
        @DefaultValue("1000") int maxDocuments,
        @DefaultValue("50000") long maxLag,
        @DefaultValue("5s") Duration maxBackoff,
        @DefaultValue("1") int shards,
        @DefaultValue("0") int replicas) {}
