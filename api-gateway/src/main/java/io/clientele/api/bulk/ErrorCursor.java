package io.clientele.api.bulk;

import io.clientele.bulk.BulkRowError;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a page of errors ended; to callers an opaque text.
///
/// @param line of the last error
/// @param ordinal of the last error within its line
record ErrorCursor(long line, int ordinal) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,5})");
    private static final ErrorCursor START = new ErrorCursor(0, 0);

    static ErrorCursor after(BulkRowError error) {
        return new ErrorCursor(error.line(), error.ordinal());
    }

    /// @throws ProblemException when it is no text of ours
    static ErrorCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The parameter after is not valid.",
                    List.of(new FieldError("after", ProblemCode.INVALID_CHOICE, "the value of next from a page")));
        }
        return new ErrorCursor(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    String text() {
        return line + "." + ordinal;
    }
}
