package io.clientele.api.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// An answer as it was given the first time.
///
/// @param headers those that belong to the answer and not to the request
record KeptAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final List<String> KEPT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.LINK);

    static KeptAnswer of(int status, Function<String, @Nullable String> headers, byte[] body) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            @Nullable String value = headers.apply(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return new KeptAnswer(status, kept, body);
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(body);
    }

    @Override
    public String toString() {
        return "KeptAnswer[status=" + status + "]";
    }
}
