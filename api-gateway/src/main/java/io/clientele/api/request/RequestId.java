package io.clientele.api.request;

import jakarta.servlet.ServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of a request: the caller's own where it is harmless, else one of ours.
public final class RequestId {
    /// The request attribute that holds it, for `@RequestAttribute`.
    public static final String ATTRIBUTE = "io.clientele.request-id";

    static final String HEADER = "X-Request-Id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /// The id of this request; null before it has one.
    public static @Nullable String of(ServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }

    /// Whether an id may be taken over: nothing in it can break a log line or be an e-mail address.
    static boolean isHarmless(@Nullable String given) {
        return given != null && HARMLESS.matcher(given).matches();
    }
}
