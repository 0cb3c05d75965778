package io.clientele.stream.mail;

import io.clientele.notification.MailQueue;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Mails, where a server is configured.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
public class MailConfiguration {
    /// The key that switches mails on; Spring Boot makes the sender by it.
    public static final String HOST = "spring.mail.host";

    @Bean
    @ConditionalOnProperty(HOST)
    MailRunner mailRunner(
            JdbcTemplate jdbc,
            TenantTransactions transactions,
            TenantKeys keys,
            JavaMailSenderImpl server,
            MailSettings settings,
            Clock clock) {
        return new MailRunner(new MailQueue(jdbc, transactions, keys, clock), new Mailer(server, settings), settings);
    }

    @Bean
    @ConditionalOnProperty(HOST)
    MailMetrics mailMetrics(MailRunner runner) {
        return new MailMetrics(runner);
    }

    @Bean
    MailHealth notificationMailHealthIndicator(ObjectProvider<MailRunner> runner) {
        return new MailHealth(runner.getIfAvailable());
    }
}
