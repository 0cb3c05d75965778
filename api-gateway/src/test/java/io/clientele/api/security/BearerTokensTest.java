package io.clientele.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

@Tag("REQ-CM-B017")
class BearerTokensTest {
    private final BearerTokenResolver tokens = new BearerTokens();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer eyJraWQi.eyJ0ZW5h-_.28g0cZWH",
                "bearer a.b.c",
                "BEARER a",
                "Bearer abc==",
                "Bearer a+b/c~d",
                "Bearer ",
                "Bearer",
                "Bearer  a",
                "Bearer a b",
                "Bearer a ",
                "Bearer ü",
                "Bearer a\tb",
                "Bearer =a",
                "Basic YTpi",
                "Bearera",
                "",
                " Bearer a"
            })
    void readsWhatSpringReads(String header) {
        assertThat(outcome(tokens, header)).isEqualTo(outcome(new DefaultBearerTokenResolver(), header));
    }

    @Test
    void findsNoTokenWithoutAHeaderAndRefusesAMalformedOne() {
        assertThat(tokens.resolve(request(null))).isNull();
        assertThat(tokens.resolve(request("Bearer a.b.c"))).isEqualTo("a.b.c");
        assertThatThrownBy(() -> tokens.resolve(request("Bearer a b")))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    private static String outcome(BearerTokenResolver resolver, String header) {
        try {
            @Nullable String token = resolver.resolve(request(header));
            return "token " + token;
        } catch (OAuth2AuthenticationException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private static HttpServletRequest request(@Nullable String header) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                BearerTokensTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, values) ->
                        method.getName().equals("getHeader") && "Authorization".equals(values[0]) ? header : null);
    }
}
