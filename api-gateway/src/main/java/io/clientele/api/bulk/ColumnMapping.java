package io.clientele.api.bulk;

import io.clientele.customer.CustomerDraft;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part `mapping` of an import: which column of the file goes to which field.
///
/// @param columns header to field, or to null for a column that is left out; at most 500
record ColumnMapping(@Nullable Map<String, @Nullable String> columns) {
    private static final int MAX_COLUMNS = 500;
    /// The fields that a file can fill: those of the body of a create request.
    static final Set<String> FIELDS = fields();

    /// The mapping, in the order given.
    ///
    /// @throws ProblemException when it names a field that does not exist, or one field twice
    Map<String, @Nullable String> checked() {
        if (columns == null || columns.size() > MAX_COLUMNS) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The mapping is not valid.",
                    List.of(new FieldError(
                            "columns", ProblemCode.REQUIRED, "an object with at most " + MAX_COLUMNS + " columns")));
        }
        List<FieldError> errors = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        columns.forEach((header, field) -> {
            if (field == null) {
                return;
            }
            if (!FIELDS.contains(field)) {
                errors.add(error(header, ProblemCode.UNKNOWN_FIELD, "null or one of " + String.join(", ", FIELDS)));
            } else if (!taken.add(field)) {
                errors.add(error(header, ProblemCode.INVALID_CHOICE, "a field that no other column fills"));
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The mapping is not valid.", errors);
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    private static FieldError error(String header, ProblemCode code, String expected) {
        return new FieldError("columns/" + header.replace("~", "~0").replace("/", "~1"), code, expected);
    }

    private static Set<String> fields() {
        return Arrays.stream(CustomerDraft.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
