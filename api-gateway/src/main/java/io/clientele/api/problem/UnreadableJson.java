package io.clientele.api.problem;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Explains a body that is no JSON, or not of the form expected, without repeating anything of it but field names.
final class UnreadableJson {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private UnreadableJson() {}

    static Refusal refusal(JacksonException json) {
        return switch (json) {
            case UnrecognizedPropertyException unknown ->
                Refusal.of(
                        ProblemCode.UNKNOWN_FIELD,
                        "The body has a field that is not known.",
                        List.of(new FieldError(
                                path(unknown), ProblemCode.UNKNOWN_FIELD, ProblemCode.UNKNOWN_FIELD.hint())));
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() -> {
                @Nullable Class<?> type = mismatch.getTargetType();
                String expected = type == null ? "another type" : JsonType.of(type);
                yield Refusal.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "A field of the body has the wrong type.",
                        List.of(new FieldError(path(mismatch), ProblemCode.INVALID_CHOICE, expected)));
            }
            case MismatchedInputException ignored ->
                Refusal.of(ProblemCode.MALFORMED_REQUEST, "A JSON object is required as the body.");
            default -> Refusal.of(ProblemCode.MALFORMED_REQUEST, "The body is not valid JSON.");
        };
    }

    /// Names joined by slashes; a name that could be more than a name is replaced by a dash (RFC 6901's "after the
    /// last").
    private static String path(JacksonException json) {
        return json.getPath().stream()
                .map(step -> {
                    @Nullable String name = step.getPropertyName();
                    if (name == null) {
                        return Integer.toString(step.getIndex());
                    }
                    return NAME.matcher(name).matches() ? name : "-";
                })
                .collect(Collectors.joining("/"));
    }
}
