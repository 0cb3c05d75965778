package io.clientele.api.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The body of a PATCH (RFC 7396): what it names is changed, what it leaves out stays, and null takes a value away.
public final class MergePatch {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private final Map<String, @Nullable Object> fields;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MergePatch(Map<String, @Nullable Object> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /// @throws ProblemException `UNKNOWN_FIELD` for fields that are none of these
    public void requireOnly(String... known) {
        Set<String> allowed = Set.of(known);
        List<FieldError> unknown = fields.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .map(name -> FieldError.of(NAME.matcher(name).matches() ? name : "-", ProblemCode.UNKNOWN_FIELD))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_FIELD,
                    "The body may have: " + String.join(", ", Arrays.asList(known)) + ".",
                    unknown);
        }
    }

    /// Whether the body names the field, be it with null.
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /// The text; null where the field is null or left out.
    ///
    /// @throws ProblemException when it is no text
    public @Nullable String text(String field) {
        return switch (fields.get(field)) {
            case null -> null;
            case String text -> text;
            case Object other -> throw wrong(field, "a string");
        };
    }

    /// The text of a field that can not be taken away; null where it is left out.
    ///
    /// @throws ProblemException when it is null or no text
    public @Nullable String requiredText(String field) {
        @Nullable String text = text(field);
        if (text == null && has(field)) {
            throw wrong(field, "a string");
        }
        return text;
    }

    /// The texts of a list; null where the field is null or left out.
    ///
    /// @throws ProblemException when it is no list of texts
    public @Nullable List<String> texts(String field) {
        return switch (fields.get(field)) {
            case null -> null;
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            case Object other -> throw wrong(field, "a list of strings");
        };
    }

    /// The whole number; null where the field is left out.
    ///
    /// @throws ProblemException when it is null, or no whole number that fits 32 bits
    public @Nullable Integer requiredNumber(String field) {
        if (!has(field)) {
            return null;
        }
        if (fields.get(field) instanceof Integer number) {
            return number;
        }
        throw wrong(field, "a whole number");
    }

    /// Prints names only.
    @Override
    public String toString() {
        return "MergePatch" + fields.keySet();
    }

    private static ProblemException wrong(String field, String expected) {
        return new ProblemException(
                ProblemCode.MALFORMED_REQUEST,
                "A field of the body has the wrong type.",
                List.of(new FieldError(field, ProblemCode.INVALID_CHOICE, expected)));
    }
}
