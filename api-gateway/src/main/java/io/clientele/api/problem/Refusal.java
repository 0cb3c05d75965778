package io.clientele.api.problem;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;

/// What an exception comes to: a code, a safe detail, the fields, and headers that HTTP asks for.
///
/// @param see ids of the records to look at instead
record Refusal(ProblemCode code, String detail, List<FieldError> errors, Map<String, UUID> see, HttpHeaders headers) {
    private static final String DATABASE_RETRY_SECONDS = "2";
    private static final String SEARCH_RETRY_SECONDS = "5";
    private static final String FIRST_REQUEST_RETRY_SECONDS = "1";

    static Refusal of(ProblemCode code) {
        return of(code, code.message(), List.of());
    }

    static Refusal of(ProblemCode code, String detail) {
        return of(code, detail, List.of());
    }

    static Refusal of(ProblemException ours) {
        Refusal refusal = of(ours.code(), ours.detail(), ours.errors());
        return new Refusal(refusal.code, refusal.detail, refusal.errors, ours.see(), refusal.headers);
    }

    static Refusal of(ProblemCode code, String detail, List<FieldError> errors) {
        HttpHeaders headers = new HttpHeaders();
        if (code == ProblemCode.DATABASE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, DATABASE_RETRY_SECONDS);
        }
        if (code == ProblemCode.SEARCH_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, SEARCH_RETRY_SECONDS);
        }
        if (code == ProblemCode.REQUEST_IN_PROGRESS) {
            headers.set(HttpHeaders.RETRY_AFTER, FIRST_REQUEST_RETRY_SECONDS);
        }
        return new Refusal(code, detail, errors, Map.of(), headers);
    }
}
