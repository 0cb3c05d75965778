package io.clientele.search.query;

import org.jspecify.annotations.Nullable;

/// OpenSearch is away, starting, or too busy to answer in time. Asking again later may help.
public final class SearchUnavailableException extends RuntimeException {
    SearchUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
