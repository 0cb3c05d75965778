package io.clientele.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The secrets of one endpoint, the current one first. Every one that is valid signs, so that a receiver can take its
/// time to change over.
record WebhookSecrets(List<Secret> secrets) {
    /// How long a secret signs on after a new one was made.
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    WebhookSecrets {
        secrets = List.copyOf(secrets);
    }

    /// @param text `whsec_` and base64, as Standard Webhooks has it
    /// @param validUntil null for the current one
    record Secret(String text, @Nullable Instant validUntil) {
        boolean isValid(Instant at) {
            return validUntil == null || at.isBefore(validUntil);
        }

        /// Prints no secret.
        @Override
        public String toString() {
            return "Secret[validUntil=" + validUntil + "]";
        }
    }

    static WebhookSecrets create() {
        return new WebhookSecrets(List.of(fresh()));
    }

    /// With a new current secret; the one so far signs on for [#OVERLAP], and those before it as long as they were to.
    WebhookSecrets rotated(Instant at) {
        List<Secret> all = new ArrayList<>(List.of(fresh()));
        secrets.stream()
                .filter(secret -> secret.isValid(at))
                .map(secret -> secret.validUntil() == null ? new Secret(secret.text(), at.plus(OVERLAP)) : secret)
                .forEach(all::add);
        return new WebhookSecrets(all);
    }

    String current() {
        return secrets.getFirst().text();
    }

    /// Those that sign at that time, the current one first.
    List<String> valid(Instant at) {
        return secrets.stream()
                .filter(secret -> secret.isValid(at))
                .map(Secret::text)
                .toList();
    }

    static WebhookSecrets parse(String json) {
        return Json.read(json.getBytes(UTF_8), WebhookSecrets.class);
    }

    /// To be encrypted.
    String json() {
        return new String(Json.write(this), UTF_8);
    }

    private static Secret fresh() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(key), null);
    }
}
