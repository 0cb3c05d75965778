package io.clientele.api.notification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.customer.CustomerView;
import io.clientele.customer.Customers;
import io.clientele.notification.Notification;
import io.clientele.tenant.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Notifications with the customers that they are about.
@Component
final class NotificationViews {
    private final Customers customers;

    NotificationViews(Customers customers) {
        this.customers = customers;
    }

    /// @param customer enough to recognise them, as far as the reader may see them now; null where they may not any
    ///     more, and in digests
    record View(@JsonUnwrapped Notification notification, CustomerView.@Nullable Limited customer) {}

    /// In the same order.
    List<View> of(Actor reader, List<Notification> notifications) {
        List<UUID> ids = notifications.stream()
                .map(Notification::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<UUID, CustomerView> seen = new HashMap<>();
        customers.findAll(reader, ids).forEach(customer -> seen.put(customer.id(), customer));
        return notifications.stream()
                .map(each -> {
                    CustomerView customer = each.customerId() == null ? null : seen.get(each.customerId());
                    return new View(each, customer == null ? null : customer.limited());
                })
                .toList();
    }
}
