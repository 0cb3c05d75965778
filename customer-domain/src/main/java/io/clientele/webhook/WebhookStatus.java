package io.clientele.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether events are posted to an endpoint.
public enum WebhookStatus {
    ACTIVE,
    /// Nothing is posted; what waits goes on waiting, and new events are not for it.
    DISABLED;

    /// For example `active`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<WebhookStatus> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
