package io.clientele.problem;

/// One thing wrong with one field.
///
/// @param field the field's name in snake_case, as in JSON and CSV
/// @param code what is wrong
/// @param expected what would have been right, for example `one of active, inactive, blocked`; never the value found
public record FieldError(String field, ProblemCode code, String expected) {

    /// An error whose code says it all.
    public static FieldError of(String field, ProblemCode code) {
        return new FieldError(field, code, code.hint());
    }

    /// RFC 6901 pointer into the JSON body, for example `/email`.
    public String pointer() {
        return "/" + field;
    }
}
