package io.clientele.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The body of every error answer, after RFC 9457.
///
/// @param type `urn:clientele:problem:` and the code in lower case; described in `docs/errors.md`
/// @param title what the code means, always the same for one code
/// @param detail about this case
/// @param errors the fields concerned, all at once; empty when the problem is not about fields
/// @param see ids of the records to look at instead; left out where there are none that the caller may know of
@JsonNaming(SnakeCaseStrategy.class)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String requestId,
        List<Item> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, UUID> see) {

    /// @param pointer RFC 6901, into the body; for a query parameter a slash and its name
    record Item(String pointer, String code, String message, String expected) {}

    static Problem of(
            ProblemCode code,
            String detail,
            List<FieldError> errors,
            Map<String, UUID> see,
            @Nullable String requestId) {
        return new Problem(
                type(code),
                code.message(),
                code.status(),
                detail.equals(code.message()) ? code.hint() : detail,
                code.name(),
                requestId,
                errors.stream()
                        .map(error -> new Item(
                                error.pointer(),
                                error.code().name(),
                                error.code().message(),
                                error.expected()))
                        .toList(),
                see);
    }

    /// For example `urn:clientele:problem:duplicate-email`.
    static String type(ProblemCode code) {
        return "urn:clientele:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
