package io.clientele.api.request;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;

/// What all lists that come in pages have in common.
public final class Pages {
    /// How many rows a page has where the caller does not say.
    public static final String DEFAULT_LIMIT = "50";

    private Pages() {}

    /// @throws ProblemException unless the limit is 1 to `max`
    public static void requireLimit(int limit, int max) {
        if (limit < 1 || limit > max) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The limit is 1 to " + max + ".");
        }
    }

    /// The page, with the address of the next one as `Link` (RFC 8288), too.
    ///
    /// @param next the cursor of the page behind; null on the last
    public static <T> ResponseEntity<T> answer(T page, @Nullable String next) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            // As it came, still encoded: encoding it again would turn the %20 of a value into %2520.
            UriComponents here = ServletUriComponentsBuilder.fromCurrentRequest()
                    .replaceQueryParam("cursor", next)
                    .build();
            answer.header(HttpHeaders.LINK, "<" + here.getPath() + "?" + here.getQuery() + ">; rel=\"next\"");
        }
        return answer.body(page);
    }
}
