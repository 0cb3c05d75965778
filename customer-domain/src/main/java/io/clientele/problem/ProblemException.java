package io.clientele.problem;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The one exception for what a caller has to be told. Its detail never holds personal data.
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final List<FieldError> errors;
    private final Map<String, UUID> see;

    /// @param code what is wrong
    /// @param detail one sentence about this case, without personal data
    /// @param errors the fields concerned; may be empty
    public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
        this(code, detail, errors, Map.of());
    }

    /// @param see where to look instead, for example `customer_id`: only ids that the caller may know of
    public ProblemException(ProblemCode code, String detail, List<FieldError> errors, Map<String, UUID> see) {
        super(detail);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.see = Map.copyOf(see);
    }

    public ProblemException(ProblemCode code) {
        this(code, code.message(), List.of());
    }

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    public ProblemCode code() {
        return code;
    }

    /// All errors at once; empty when the problem is not about fields.
    public List<FieldError> errors() {
        return errors;
    }

    /// Ids of the records to look at instead; empty where there are none, or none that the caller may know of.
    public Map<String, UUID> see() {
        return see;
    }

    /// The detail, never null.
    public String detail() {
        String detail = getMessage();
        return detail == null ? code.message() : detail;
    }
}
