package io.clientele.search.index;

import org.jspecify.annotations.Nullable;

/// OpenSearch did not take a request that it will take later: to be tried again until it does.
final class IndexUnavailableException extends RuntimeException {
    private final boolean missing;

    /// @param missing whether the index itself is not there
    IndexUnavailableException(String message, boolean missing, @Nullable Throwable cause) {
        super(message, cause);
        this.missing = missing;
    }

    boolean missing() {
        return missing;
    }
}
