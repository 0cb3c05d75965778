package io.clientele.search.query;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.List;

/// A question within the limits that keep its cost bounded.
///
/// @param clues at least one
/// @param limit 1 to [#MAX_LIMIT]
record Question(List<Clue> clues, int limit) {
    static final int MAX_LENGTH = 200;
    static final int MAX_LIMIT = 100;
    static final int MAX_WORDS = 12;

    static Question of(String text, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw refused(new FieldError("limit", ProblemCode.INVALID_CHOICE, "1 to " + MAX_LIMIT));
        }
        if (text.length() > MAX_LENGTH) {
            throw refused(new FieldError("q", ProblemCode.TOO_LONG, "at most " + MAX_LENGTH + " characters"));
        }
        List<Clue> clues = Clues.of(text);
        if (clues.isEmpty()) {
            throw refused(new FieldError("q", ProblemCode.REQUIRED, "a name, e-mail, phone number, tag or vehicle"));
        }
        if (clues.stream().mapToInt(Clue::words).sum() > MAX_WORDS) {
            throw refused(new FieldError("q", ProblemCode.TOO_LONG, "at most " + MAX_WORDS + " words"));
        }
        return new Question(clues, limit);
    }

    private static ProblemException refused(FieldError error) {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, "The search can not be understood.", List.of(error));
    }
}
