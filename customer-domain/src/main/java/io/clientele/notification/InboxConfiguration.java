package io.clientele.notification;

import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// Inboxes and preferences, for the application in which their owners read and set them.
@Configuration(proxyBeanMethods = false)
public class InboxConfiguration {
    @Bean
    NotificationInbox notificationInbox(
            JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions, Clock clock) {
        return new NotificationInbox(jdbc, keys, transactions, clock);
    }

    @Bean
    NotificationPreferences notificationPreferences(JdbcTemplate jdbc, TenantTransactions transactions, Clock clock) {
        return new NotificationPreferences(jdbc, transactions, clock);
    }
}
