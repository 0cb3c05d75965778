package io.clientele.search.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the change feed last knew of itself.
///
/// @param kafkaAnswers whether the broker answered when it was last asked
/// @param indexReady whether the index was made sure of and filled
/// @param partitions how many partitions this instance reads
/// @param lag records behind the ends of those partitions
/// @param checkedAt when that was measured; null before the first time
/// @param failure what keeps it from going on, without any value; null when nothing does
record FeedState(
        boolean kafkaAnswers,
        boolean indexReady,
        int partitions,
        long lag,
        @Nullable Instant checkedAt,
        @Nullable String failure) {
    static final FeedState STARTING = new FeedState(false, false, 0, 0, null, "starting");

    FeedState failing(String reason) {
        return new FeedState(kafkaAnswers, indexReady, partitions, lag, checkedAt, reason);
    }

    FeedState working() {
        return new FeedState(kafkaAnswers, indexReady, partitions, lag, checkedAt, null);
    }

    FeedState index(boolean ready) {
        return new FeedState(kafkaAnswers, ready, partitions, lag, checkedAt, failure);
    }

    FeedState kafkaAway(Instant at) {
        return new FeedState(false, indexReady, partitions, lag, at, failure);
    }

    FeedState measured(int nowPartitions, long nowLag, Instant at) {
        return new FeedState(true, indexReady, nowPartitions, nowLag, at, failure);
    }
}
