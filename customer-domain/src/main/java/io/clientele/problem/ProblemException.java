package io.clientele.problem;

import java.util.List;

/// The one exception for what a caller has to be told. Its detail never holds personal data.
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final List<FieldError> errors;

    /// @param code what is wrong
    /// @param detail one sentence about this case, without personal data
    /// @param errors the fields concerned; may be empty
    public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
        super(detail);
        this.code = code;
        this.errors = List.copyOf(errors);
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

    /// The detail, never null.
    public String detail() {
        String detail = getMessage();
        return detail == null ? code.message() : detail;
    }
}
