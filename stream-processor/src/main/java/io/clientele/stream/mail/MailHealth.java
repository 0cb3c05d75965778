package io.clientele.stream.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether mails are sent. Not part of readiness: without mail everything else works.
final class MailHealth implements HealthIndicator {
    private final @Nullable MailRunner runner;

    /// @param runner null where no server is configured
    MailHealth(@Nullable MailRunner runner) {
        this.runner = runner;
    }

    @Override
    public Health health() {
        if (runner == null) {
            return Health.up()
                    .withDetail("mail", "off: spring.mail.host is not set")
                    .build();
        }
        String problem = runner.problem();
        Health.Builder health = problem == null ? Health.up() : Health.down().withDetail("problem", problem);
        return health.withDetail("mail", "on")
                .withDetail("sent", runner.sent())
                .withDetail("failed", runner.failed())
                .build();
    }
}
