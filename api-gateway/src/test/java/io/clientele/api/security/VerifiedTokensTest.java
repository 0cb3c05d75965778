package io.clientele.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

@Tag("REQ-CM-B017")
class VerifiedTokensTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final Watch watch = new Watch();
    private final List<String> verified = new ArrayList<>();
    private Duration lifetime = Duration.ofHours(1);
    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, watch, 3);

    private static final class Watch extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Jwt verify(String token) {
        verified.add(token);
        Instant expiry = START.plus(lifetime);
        if (token.startsWith("bad") || !watch.now.isBefore(expiry)) {
            throw new BadJwtException("refused");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .expiresAt(expiry)
                .build();
    }

    @Test
    void checksATokenOnceAMinute() {
        Jwt first = tokens.decode("a");
        watch.now = START.plusSeconds(59);
        assertThat(tokens.decode("a")).isSameAs(first);
        assertThat(verified).containsExactly("a");

        watch.now = START.plusSeconds(60);
        tokens.decode("a");
        assertThat(verified).containsExactly("a", "a");
    }

    @Test
    void believesNoTokenBeyondItsExpiry() {
        lifetime = Duration.ofSeconds(10);
        tokens.decode("a");
        watch.now = START.plusSeconds(10).minusNanos(1);
        tokens.decode("a");
        assertThat(verified).hasSize(1);

        watch.now = START.plusSeconds(10);
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasSize(3);
    }

    @Test
    void remembersNoRefusalAndTakesNoTokenForAnother() {
        tokens.decode("a");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        }
        assertThat(tokens.decode("b").getTokenValue()).isEqualTo("b");
        assertThat(tokens.decode("a").getTokenValue()).isEqualTo("a");
        assertThat(verified).containsExactly("a", "bad", "bad", "b");
    }

    @Test
    void remembersOnlySoMany() {
        for (int i = 0; i < 100; i++) {
            tokens.decode("t" + i);
            assertThat(tokens.size()).isLessThanOrEqualTo(3);
        }

        watch.now = START.plus(VerifiedTokens.TTL);
        for (String token : List.of("x", "y", "z")) {
            tokens.decode(token);
        }
        verified.clear();
        for (String token : List.of("x", "y", "z")) {
            tokens.decode(token);
        }
        assertThat(verified).isEmpty();
    }
}
