package io.clientele.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B016")
class WebhookSecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void areWrittenAsStandardWebhooksHasIt() {
        String secret = WebhookSecrets.create().current();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        assertThat(secret).isNotEqualTo(WebhookSecrets.create().current());
    }

    @Test
    void signOnForADayAfterTheyWereReplaced() {
        WebhookSecrets first = WebhookSecrets.create();
        WebhookSecrets second = first.rotated(NOW);
        WebhookSecrets third = second.rotated(NOW.plus(Duration.ofHours(1)));

        assertThat(second.valid(NOW)).containsExactly(second.current(), first.current());
        assertThat(third.valid(NOW.plus(Duration.ofHours(2))))
                .containsExactly(third.current(), second.current(), first.current());
        assertThat(third.valid(NOW.plus(Duration.ofHours(24)))).containsExactly(third.current(), second.current());
        assertThat(third.valid(NOW.plus(Duration.ofHours(25)))).containsExactly(third.current());
        assertThat(third.rotated(NOW.plus(Duration.ofDays(9))).secrets()).hasSize(2);
    }

    @Test
    void comeBackFromTheTableAndPrintNothing() {
        WebhookSecrets secrets = WebhookSecrets.create().rotated(NOW);

        assertThat(WebhookSecrets.parse(secrets.json())).isEqualTo(secrets);
        assertThat(List.of(secrets).toString()).doesNotContain("whsec_");
    }
}
