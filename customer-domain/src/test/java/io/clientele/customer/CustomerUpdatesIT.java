package io.clientele.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B005")
class CustomerUpdatesIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void replacesTheRecordAndCountsItsVersionUp() {
        CustomerView.Full before = create("before@example.com");
        CustomerView.Full after = DOMAIN.updates.replace(
                admin, before.id(), 1, TestDomain.draft("after@example.com", "416-967-2222", "New", "Name"), null);

        assertThat(after.email()).isEqualTo("after@example.com");
        assertThat(after.phone()).isEqualTo("+14169672222");
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(DOMAIN.customers.find(admin, before.id())).contains(after);
    }

    @Test
    void writesNothingWhenNothingChanges() {
        CustomerView.Full before = create("same@example.com");

        assertThat(DOMAIN.updates.replace(
                        admin,
                        before.id(),
                        1,
                        TestDomain.draft(" same@EXAMPLE.com", "(416) 967-1111", "Jane", "Doe"),
                        null))
                .isEqualTo(before);
    }

    @Test
    void refusesAStaleVersion() {
        CustomerView.Full customer = create("stale@example.com");
        DOMAIN.updates.replace(
                admin, customer.id(), 1, TestDomain.draft("stale@example.com", "+14169671111", "B", "Doe"), null);

        assertProblem(
                ProblemCode.STALE_VERSION,
                () -> DOMAIN.updates.replace(
                        admin,
                        customer.id(),
                        1,
                        TestDomain.draft("stale@example.com", "+14169671111", "C", "Doe"),
                        null));
    }

    @Test
    @Tag("REQ-CM-B016")
    void letsOnlyThoseWithFullAccessChange() {
        Actor owner = DOMAIN.professional(tenant);
        UUID id = DOMAIN.customers
                .create(owner, TestDomain.draft("mine@example.com", "+14169671111", "A", "B"), null)
                .id();
        CustomerDraft draft = TestDomain.draft("mine@example.com", "+14169671111", "Changed", "B");

        assertProblem(
                ProblemCode.NOT_FOUND, () -> DOMAIN.updates.replace(DOMAIN.professional(tenant), id, 1, draft, null));
        assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.updates.delete(DOMAIN.admin(DOMAIN.tenant()), id, 1, null));
        assertThat(DOMAIN.updates.replace(owner, id, 1, draft, null).firstName())
                .isEqualTo("Changed");
    }

    @Test
    void deletesSoftlyFreesTheAddressAndRestores() {
        CustomerView.Full customer = create("gone@example.com");
        DOMAIN.updates.delete(admin, customer.id(), 1, null);

        assertThat(DOMAIN.customers.find(admin, customer.id())).isEmpty();
        assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.updates.delete(admin, customer.id(), 2, null));
        assertThat(DOMAIN.updates.restore(admin, customer.id(), 2, null).version())
                .isEqualTo(3);
        DOMAIN.updates.delete(admin, customer.id(), 3, null);
        create("gone@example.com");
        assertProblem(ProblemCode.DUPLICATE_EMAIL, () -> DOMAIN.updates.restore(admin, customer.id(), 4, null));
    }

    @Test
    void pagesShowEachCustomerOnceWhileOthersComeAndGo() {
        List<UUID> created = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            created.add(create("page" + i + "@example.com").id());
        }

        List<UUID> seen = new ArrayList<>();
        @Nullable String cursor = null;
        int round = 0;
        do {
            CustomerList.Page page = DOMAIN.list.page(admin, CustomerFilter.all(), cursor, 10);
            page.customers().forEach(customer -> seen.add(customer.id()));
            cursor = page.next();
            create("late" + round++ + "@example.com");
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().containsExactlyElementsOf(created.reversed());
    }

    @Test
    void listsForAProfessionalOnlyOwnCustomersAndRefusesAForeignCursor() {
        Actor professional = DOMAIN.professional(tenant);
        create("other@example.com");
        UUID own = DOMAIN.customers
                .create(professional, TestDomain.draft("own@example.com", "+14169671111", "A", "B"), null)
                .id();

        assertThat(new HashSet<>(DOMAIN.list
                        .page(professional, CustomerFilter.all(), null, 50)
                        .customers()))
                .extracting(CustomerView::id)
                .containsExactly(own);
        assertProblem(ProblemCode.MALFORMED_REQUEST, () -> DOMAIN.list.page(admin, CustomerFilter.all(), "bm9wZQ", 50));
        String cursor = DOMAIN.list.page(admin, CustomerFilter.all(), null, 1).next();
        assertProblem(
                ProblemCode.MALFORMED_REQUEST,
                () -> DOMAIN.list.page(DOMAIN.admin(DOMAIN.tenant()), CustomerFilter.all(), cursor, 1));
    }

    private CustomerView.Full create(String email) {
        return DOMAIN.customers.create(admin, TestDomain.draft(email, "+14169671111", "Jane", "Doe"), null);
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
