package io.clientele.api.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Remembers for a minute which tokens were found good, so that a caller's signature is checked once a minute
/// and not with each request. A token is never remembered beyond its expiry, and a refused one never at all;
/// whether tenant and professional are in good standing is asked elsewhere ([Standing]). Thread-safe. See
/// docs/decisions/0010.
final class VerifiedTokens implements JwtDecoder {
    /// How long a key that its issuer took back may still be believed, for tokens that were seen before.
    static final Duration TTL = Duration.ofMinutes(1);

    private final JwtDecoder decoder;
    private final Clock clock;
    private final int max;
    /// By the SHA-256 of the token.
    private final Map<ByteBuffer, Remembered> good = new ConcurrentHashMap<>();

    /// @param decoder checks a token that is not remembered
    /// @param max how many tokens are remembered, at least 1; each takes a few kilobytes
    VerifiedTokens(JwtDecoder decoder, Clock clock, int max) {
        this.decoder = decoder;
        this.clock = clock;
        this.max = max;
    }

    private record Remembered(Jwt token, Instant until) {}

    @Override
    public Jwt decode(String token) {
        ByteBuffer key = hash(token);
        Instant now = Instant.now(clock);
        Remembered known = good.get(key);
        if (known != null && now.isBefore(known.until())) {
            return known.token();
        }
        Jwt verified = decoder.decode(token);
        remember(key, verified, now);
        return verified;
    }

    private void remember(ByteBuffer key, Jwt verified, Instant now) {
        @Nullable Instant expiry = verified.getExpiresAt();
        Instant until = now.plus(TTL);
        if (expiry == null || !expiry.isAfter(now)) {
            return;
        }
        if (good.size() >= max) {
            good.values().removeIf(each -> !now.isBefore(each.until()));
        }
        if (good.size() >= max) {
            good.clear();
        }
        good.put(key, new Remembered(verified, expiry.isBefore(until) ? expiry : until));
    }

    /// How many are remembered.
    int size() {
        return good.size();
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
