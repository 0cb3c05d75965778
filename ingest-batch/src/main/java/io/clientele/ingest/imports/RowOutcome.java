package io.clientele.ingest.imports;

import io.clientele.customer.SealedCustomer;
import io.clientele.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a row. Holds ciphertext only. `record` is the row as CSV, kept for the file of failing rows.
sealed interface RowOutcome {
    long line();

    byte[] record();

    /// A valid row, ready to be staged; whether it repeats another shows only when the whole file was read.
    ///
    /// @param emailCell the e-mail as it stands in the file, for the report of a duplicate
    /// @param ownerReason why the importing professional owns it, under the customer's key; null without an owner
    record Accepted(long line, SealedCustomer customer, byte[] emailCell, byte @Nullable [] ownerReason, byte[] record)
            implements RowOutcome {}

    /// A row with errors.
    ///
    /// @param errors at least one, in the order of the fields
    record Rejected(long line, List<RowError> errors, byte[] record) implements RowOutcome {}

    /// One error of a row.
    ///
    /// @param column the header as in the file; null when the error is about the row, or no column gives the field
    /// @param value ciphertext of the cell; null when there is none
    record RowError(
            @Nullable String column, @Nullable String field, byte @Nullable [] value, ProblemCode code, String hint) {}
}
