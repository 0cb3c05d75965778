package io.clientele.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.customer.CustomerView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.tenant.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B004")
class ActivityLogIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private final Tenant tenant = DOMAIN.tenant();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void appendsAnActivityOnceHoweverOftenItIsSent() {
        UUID customer = customer("once@example.com");
        NewActivity activity = activity(customer, now);

        assertThat(DOMAIN.activities.append(tenant.id(), List.of(activity, activity)))
                .isEqualTo(1);
        assertThat(DOMAIN.activities.append(tenant.id(), List.of(activity))).isZero();
    }

    @Test
    void movesTheLastActivityForwardOnlyAndLeavesTheCustomerRowAlone() {
        UUID customer = customer("last@example.com");
        DOMAIN.activities.append(tenant.id(), List.of(activity(customer, now)));
        DOMAIN.activities.append(tenant.id(), List.of(activity(customer, now.minusSeconds(3600))));

        CustomerView.Full view = (CustomerView.Full)
                DOMAIN.customers.find(DOMAIN.admin(tenant), customer).orElseThrow();
        assertThat(view.lastActivityAt()).isEqualTo(now);
        assertThat(view.version()).isEqualTo(1);
        assertThat(view.updatedAt()).isEqualTo(view.createdAt());
    }

    @Test
    void leavesOutCustomersItDoesNotKnow() {
        UUID customer = customer("known@example.com");

        assertThat(DOMAIN.activities.append(
                        tenant.id(), List.of(activity(UUID.randomUUID(), now), activity(customer, now))))
                .isEqualTo(1);
        assertThat(DOMAIN.activities.append(DOMAIN.tenant().id(), List.of(activity(customer, now))))
                .isZero();
    }

    @Test
    void keepsAnActivityOfAnyMonth() {
        UUID customer = customer("month@example.com");

        assertThat(DOMAIN.activities.append(
                        tenant.id(), List.of(activity(customer, Instant.parse("1999-12-31T23:59:59Z")))))
                .isEqualTo(1);
    }

    private UUID customer(String email) {
        return DOMAIN.customers
                .create(DOMAIN.admin(tenant), TestDomain.draft(email, "+14169671111", "A", "B"), null)
                .id();
    }

    private static NewActivity activity(UUID customer, Instant at) {
        return new NewActivity(
                Ids.next(),
                customer,
                null,
                ActivityType.COMMUNICATION.text(),
                "called about the brakes",
                "{\"minutes\": 4}",
                null,
                null,
                at,
                null,
                Ids.next());
    }
}
