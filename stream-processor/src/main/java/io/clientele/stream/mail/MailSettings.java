package io.clientele.stream.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Keys under `clientele.mail`; the server is under `spring.mail`, and without `spring.mail.host` no mail is sent.
///
/// @param from the sender's address
/// @param link what is put in front of `/customers/<id>` to make a link; empty for no links
/// @param pollInterval how often to look for mails that are due
/// @param abandonAfter when a mail that was handed over by a process that is gone counts as perhaps sent
@ConfigurationProperties("clientele.mail")
public record MailSettings(
        @DefaultValue("clientele@localhost") String from,
        @DefaultValue("") String link,
        @DefaultValue("2s") Duration pollInterval,
        @DefaultValue("10m") Duration abandonAfter) {
    public MailSettings {
        if (!pollInterval.isPositive() || !abandonAfter.isPositive()) {
            throw new IllegalArgumentException("clientele.mail.poll-interval and .abandon-after must be above 0");
        }
    }
}
