package io.clientele.api.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/// The token of a request, by Spring's rule. That is a regular expression over some hundred characters, so it
/// is asked only where the header is not what every client sends: `Bearer`, a blank, and nothing but what a JWT
/// is made of.
final class BearerTokens implements BearerTokenResolver {
    private static final String SCHEME = "Bearer ";
    private static final String SIGNS = "-._";

    private final DefaultBearerTokenResolver rule = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(SCHEME) && header.length() > SCHEME.length()) {
            String token = header.substring(SCHEME.length());
            if (token.chars().allMatch(BearerTokens::isPlain)) {
                return token;
            }
        }
        return rule.resolve(request);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }
}
