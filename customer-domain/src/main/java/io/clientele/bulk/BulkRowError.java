package io.clientele.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// One thing wrong with one row of a file, or the customer that it duplicates. Prints no value.
///
/// @param line as a text editor counts, from 1, the first line of the row
/// @param column the header as in the file; null when the error is about the row
/// @param field the customer field that the column is mapped to
/// @param code name of a `ProblemCode`
/// @param outcome `rejected` or `duplicate`
/// @param customerId the customer that a duplicate hit
@JsonNaming(SnakeCaseStrategy.class)
public record BulkRowError(
        long line,
        int ordinal,
        @Nullable String sheet,
        @Nullable String column,
        @Nullable String field,
        @Nullable String value,
        String code,
        String message,
        @Nullable String hint,
        String outcome,
        @Nullable UUID customerId) {
    @Override
    public String toString() {
        return "BulkRowError[line=" + line + ", code=" + code + "]";
    }
}
