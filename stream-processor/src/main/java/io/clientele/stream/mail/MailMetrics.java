package io.clientele.stream.mail;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// Mails in numbers: `clientele.mail.*`.
final class MailMetrics implements MeterBinder {
    private final MailRunner runner;

    MailMetrics(MailRunner runner) {
        this.runner = runner;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("clientele.mail.sent", runner, MailRunner::sent)
                .description("Mails that the server took")
                .register(registry);
        FunctionCounter.builder("clientele.mail.failed", runner, MailRunner::failed)
                .description("Mails that were given up, perhaps sent ones among them")
                .register(registry);
        Gauge.builder("clientele.mail.working", runner, each -> each.problem() == null ? 1 : 0)
                .description("0 while the SMTP server or the database does not answer")
                .register(registry);
    }
}
