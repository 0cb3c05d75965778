package io.clientele.contact;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One reading of one draft: each field as given, trimmed, and everything that is wrong with them. For one
/// thread.
public final class DraftCheck {
    private final List<FieldError> errors = new ArrayList<>();

    /// All errors so far, in the order of the fields that were read.
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public void add(FieldError error) {
        errors.add(error);
    }

    /// The value; null where it is blank, and null with an error where it is not valid.
    public <T> @Nullable T optional(String field, @Nullable String text, Function<String, Parsed<T>> parse) {
        if (text == null || isBlank(text)) {
            return null;
        }
        return switch (parse.apply(trim(text))) {
            case Parsed.Valid<T>(T value) -> value;
            case Parsed.Invalid<T>(ProblemCode code) -> {
                errors.add(FieldError.of(field, code));
                yield null;
            }
        };
    }

    /// One of `allowed`, in any case; null where it is blank, and null with an error where it is none of
    /// them.
    public <E> @Nullable E choice(String field, @Nullable String text, E[] allowed, Function<E, String> name) {
        if (text == null || isBlank(text)) {
            return null;
        }
        String wanted = trim(text).toLowerCase(Locale.ROOT);
        for (E value : allowed) {
            if (name.apply(value).equals(wanted)) {
                return value;
            }
        }
        String names = Arrays.stream(allowed).map(name).collect(Collectors.joining(", "));
        errors.add(new FieldError(field, ProblemCode.INVALID_CHOICE, "one of " + names));
        return null;
    }

    /// The number; null with an error where it is less than `min` or more than `max`.
    public @Nullable Integer within(String field, @Nullable Integer number, int min, int max) {
        if (number != null && (number < min || number > max)) {
            errors.add(new FieldError(field, ProblemCode.OUT_OF_RANGE, min + " to " + max));
            return null;
        }
        return number;
    }

    /// Safe text; null with an error where it is blank, too long or not safe.
    ///
    /// @param multiline whether line breaks and tabs are fine
    public @Nullable PersonalText requiredText(String field, @Nullable String text, int maxLength, boolean multiline) {
        if (isBlank(text)) {
            errors.add(FieldError.of(field, ProblemCode.REQUIRED));
            return null;
        }
        return text(field, text, maxLength, multiline);
    }

    /// Safe text; null where it is blank, and null with an error where it is too long or not safe.
    ///
    /// @param multiline whether line breaks and tabs are fine
    public @Nullable PersonalText text(String field, @Nullable String text, int maxLength, boolean multiline) {
        if (text == null || isBlank(text)) {
            return null;
        }
        String trimmed = trim(text);
        if (trimmed.length() > maxLength) {
            errors.add(new FieldError(field, ProblemCode.TOO_LONG, "at most " + maxLength + " characters"));
            return null;
        }
        @Nullable ProblemCode problem = SafeText.problem(trimmed, multiline);
        if (problem != null) {
            errors.add(FieldError.of(field, problem));
            return null;
        }
        return new PersonalText(trimmed);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || trim(text).isEmpty();
    }

    /// Without the white space around it, the no-break and zero-width kinds included.
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
    }
}
