package io.clientele.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.customer.CustomerFilter.Sort;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The list in each of its orders, and what it costs.
@Tag("REQ-CM-B005")
class CustomerListIT {
    private static final int ALL = 60;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static TestDatabase database;
    private static TestDomain domain;
    private static Actor admin;
    private static final List<UUID> ids = new ArrayList<>();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        domain = TestDomain.gateway(database);
        Tenant tenant = domain.tenant();
        admin = domain.admin(tenant);
        for (int i = 0; i < ALL; i++) {
            ids.add(domain.customers
                    .create(admin, TestDomain.draft("c" + i + "@example.com", "416-555-0134", "Ann", "Lee"), null)
                    .id());
        }
        domain.transactions.write(tenant.id(), () -> {
            for (int i = 0; i < ALL; i++) {
                // Times that repeat, in another order than the ids; every third customer has no activity.
                Timestamp updated = Timestamp.from(START.plusSeconds(i * 7L % 20));
                domain.jdbc.update(
                        "update customer set updated_at = ?, created_at = ? where tenant_id = ? and id = ?",
                        updated,
                        Timestamp.from(START.plusSeconds(i * 11L % 30)),
                        tenant.id().value(),
                        ids.get(i));
                if (i % 3 != 0) {
                    domain.jdbc.update(
                            "insert into customer_last_activity values (?, ?, ?)",
                            tenant.id().value(),
                            ids.get(i),
                            Timestamp.from(START.plusSeconds(i * 13L % 17)));
                }
            }
            return null;
        });
    }

    @AfterAll
    static void stop() {
        domain.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void showsEveryCustomerOnceInBothDirections(Sort sort) {
        List<CustomerView.Full> descending = walk(order(sort, false), 7);
        List<CustomerView.Full> ascending = walk(order(sort, true), 7);

        assertThat(descending).hasSize(ALL);
        assertThat(new HashSet<>(descending)).hasSize(ALL);
        assertThat(descending)
                .isSortedAccordingTo(Comparator.<CustomerView.Full, Instant>comparing(view -> time(sort, view))
                        .thenComparing(view -> view.id().toString())
                        .reversed());
        Collections.reverse(ascending);
        assertThat(ascending).isEqualTo(descending);
    }

    private static Instant time(Sort sort, CustomerView.Full view) {
        return switch (sort) {
            case CREATED_AT -> view.createdAt();
            case UPDATED_AT -> view.updatedAt();
            case LAST_ACTIVITY_AT -> view.lastActivityAt() == null ? Instant.EPOCH : view.lastActivityAt();
        };
    }

    private static CustomerFilter order(Sort sort, boolean ascending) {
        return new CustomerFilter(null, null, null, null, null, null, null, sort, ascending);
    }

    private static List<CustomerView.Full> walk(CustomerFilter filter, int limit) {
        List<CustomerView.Full> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            CustomerList.Page page = domain.list.page(admin, filter, cursor, limit);
            page.customers().forEach(view -> all.add((CustomerView.Full) view));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void narrowsByTheTimeOfTheLastActivity() {
        CustomerFilter filter = new CustomerFilter(
                null, null, null, null, null, START.plusSeconds(5), START.plusSeconds(9), Sort.LAST_ACTIVITY_AT, true);

        List<CustomerView.Full> found = walk(filter, 3);

        assertThat(found)
                .isNotEmpty()
                .hasSizeLessThan(ALL / 2)
                .allSatisfy(view -> assertThat(view.lastActivityAt())
                        .isAfterOrEqualTo(START.plusSeconds(5))
                        .isBefore(START.plusSeconds(9)));
    }

    @Test
    void takesACursorInItsOwnOrderOnly() {
        String cursor =
                domain.list.page(admin, order(Sort.UPDATED_AT, false), null, 5).next();

        assertThatThrownBy(() -> domain.list.page(admin, order(Sort.UPDATED_AT, true), cursor, 5))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> domain.list.page(admin, order(Sort.CREATED_AT, false), cursor, 5))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void asksAtMostTwoStatements() {
        domain.customers.find(admin, ids.getFirst());

        List<String> one = domain.statementsOf(() -> domain.customers.find(admin, ids.getFirst()));
        List<String> fifty = domain.statementsOf(() -> domain.list.page(admin, CustomerFilter.all(), null, 50));
        List<String> byActivity =
                domain.statementsOf(() -> domain.list.page(admin, order(Sort.LAST_ACTIVITY_AT, false), null, 50));

        assertThat(one).hasSize(1);
        assertThat(fifty).hasSize(1);
        assertThat(byActivity).hasSize(2);
    }

    /// As the gateway's role, under row-level security: the order comes from an index and nothing is sorted. The table
    /// is small, hence the hint that sorting is dear.
    @ParameterizedTest
    @EnumSource(Sort.class)
    void readsItsOrderFromAnIndex(Sort sort) {
        for (boolean ascending : new boolean[] {false, true}) {
            CustomerFilter order = order(sort, ascending);
            ListPosition from = new ListPosition(START.plusSeconds(9), ids.get(30));
            switch (sort) {
                case CREATED_AT ->
                    assertPlan(order, new CustomerList.Part("", "c.created_at", "c.id"), from, "customer_created");
                case UPDATED_AT ->
                    assertPlan(order, new CustomerList.Part("", "c.updated_at", "c.id"), from, "customer_updated");
                case LAST_ACTIVITY_AT -> {
                    assertPlan(order, CustomerList.Part.ACTIVE, from, "customer_last_activity_time");
                    assertPlan(order, CustomerList.Part.IDLE, new ListPosition(null, ids.get(30)), "customer_pkey");
                }
            }
        }
    }

    private static void assertPlan(CustomerFilter order, CustomerList.Part part, ListPosition from, String index) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = CustomerList.statement(admin, order, part, from, 5, values);
        List<String> plan = domain.transactions.read(admin.tenantId(), () -> {
            domain.jdbc.execute("set local enable_sort = off; set local enable_seqscan = off;"
                    + " set local enable_bitmapscan = off");
            return domain.jdbc.queryForList("explain " + sql, String.class, values.toArray());
        });

        assertThat(String.join("\n", plan))
                .containsPattern("Index (Only )?Scan (Backward )?using " + index + " ")
                .doesNotContain("Sort");
    }
}
