package io.clientele.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B001")
class CustomersIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void readsBackWhatItCreated() {
        Actor admin = DOMAIN.admin(DOMAIN.tenant());
        CustomerView.Full created = DOMAIN.customers.create(
                admin,
                TestDomain.draft("Jane@Example.com", "(416) 967-1111", "Zoë", "O'Brien", "1 Main St", "n"),
                null);

        assertThat(created.phone()).isEqualTo("+14169671111");
        assertThat(created.country()).isEqualTo("CA");
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.lastActivityAt()).isNull();
        assertThat(DOMAIN.customers.find(admin, created.id())).contains(created);
    }

    @Test
    void answersACreateWithWhatAReaderGetsInEveryField() {
        Actor owner = DOMAIN.professional(DOMAIN.tenant());
        CustomerDraft full = new CustomerDraft(
                " Full@Example.com ",
                "416-967-1111",
                "(514) 967-1111",
                "Zoë",
                "O'Brien",
                "1980-02-29",
                "1 Main St",
                "Unit 2",
                "Montréal",
                "Quebec",
                "h2x1y4",
                "Canada",
                "SMS",
                true,
                true,
                "inactive",
                "walk-in",
                "keys\nat the desk",
                List.of("fleet", "winter tires"));

        CustomerView.Full created = DOMAIN.customers.create(owner, full, null);

        assertThat(created).hasNoNullFieldsOrPropertiesExcept("lastActivityAt");
        assertThat(DOMAIN.customers.find(owner, created.id())).contains(created);
    }

    @Test
    @Tag("REQ-CM-B005")
    void refusesASecondCustomerWithTheSameAddressInAnyCase() {
        Actor admin = DOMAIN.admin(DOMAIN.tenant());
        DOMAIN.customers.create(admin, TestDomain.draft("same@example.com", "+14169671111", "A", "B"), null);

        assertThatThrownBy(() -> DOMAIN.customers.create(
                        admin, TestDomain.draft("SAME@example.com", "+14169671112", "C", "D"), null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_EMAIL))
                .hasMessageNotContaining("same@");
        Actor elsewhere = DOMAIN.admin(DOMAIN.tenant());
        assertThat(DOMAIN.customers.create(
                        elsewhere, TestDomain.draft("same@example.com", "+14169671111", "A", "B"), null))
                .isNotNull();
    }

    @Test
    @Tag("REQ-CM-B011")
    void makesTheProfessionalWhoCreatesTheOwnerWithAHistory() throws SQLException {
        Tenant tenant = DOMAIN.tenant();
        Actor professional = DOMAIN.professional(tenant);
        CustomerView.Full created = DOMAIN.customers.create(
                professional, TestDomain.draft("owned@example.com", "+14169671111", "A", "B"), null);

        assertThat(created.ownerProfessionalId()).isEqualTo(professional.professionalId());
        try (Connection superuser = DATABASE.connectAsSuperuser();
                var select = superuser.prepareStatement(
                        "select previous_owner_id, new_owner_id, transferred_by from customer_ownership_history"
                                + " where tenant_id = ? and customer_id = ?")) {
            select.setObject(1, tenant.id().value());
            select.setObject(2, created.id());
            ResultSet history = select.executeQuery();
            assertThat(history.next()).isTrue();
            assertThat(history.getObject(1)).isNull();
            assertThat(history.getObject(2)).isEqualTo(professional.professionalId());
            assertThat(history.getObject(3)).isEqualTo(professional.userId());
            assertThat(history.next()).isFalse();
        }
    }

    @Test
    @Tag("REQ-CM-B016")
    void showsACustomerOnlyToThoseWhoMayKnowOfIt() {
        Tenant tenant = DOMAIN.tenant();
        Actor owner = DOMAIN.professional(tenant);
        Actor colleague = DOMAIN.professional(tenant);
        Actor referred = DOMAIN.professional(tenant);
        UUID id = DOMAIN.customers
                .create(owner, TestDomain.draft("seen@example.com", "+14169671111", "A", "B"), null)
                .id();
        refer(tenant, id, referred);

        assertThat(DOMAIN.customers.find(owner, id)).get().isInstanceOf(CustomerView.Full.class);
        assertThat(DOMAIN.customers.find(DOMAIN.admin(tenant), id)).get().isInstanceOf(CustomerView.Full.class);
        assertThat(DOMAIN.customers.find(referred, id)).get().isInstanceOf(CustomerView.Limited.class);
        assertThat(DOMAIN.customers.find(colleague, id)).isEmpty();
        assertThat(DOMAIN.customers.find(DOMAIN.admin(DOMAIN.tenant()), id)).isEmpty();
    }

    @Test
    void keepsOneOfManyWhoCreateTheSameAddressAtOnce() throws Exception {
        Actor admin = DOMAIN.admin(DOMAIN.tenant());
        Callable<Boolean> create = () -> {
            try {
                DOMAIN.customers.create(admin, TestDomain.draft("race@example.com", "+14169671111", "A", "B"), null);
                return true;
            } catch (ProblemException duplicate) {
                return false;
            }
        };

        long created = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> outcome : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> create).toList())) {
                created += outcome.get() ? 1 : 0;
            }
        }
        assertThat(created).isEqualTo(1);
    }

    @Test
    @Tag("REQ-CM-B017")
    void storesNoPersonalValueInTheClear() throws SQLException {
        Actor admin = DOMAIN.admin(DOMAIN.tenant());
        DOMAIN.customers.create(
                admin,
                TestDomain.draft(
                        "canary.mail@example.com",
                        "416-967-1234",
                        "Canaryfirst",
                        "Canarylast",
                        "7 Canary Road",
                        "canary note"),
                null);

        try (Connection superuser = DATABASE.connectAsSuperuser();
                ResultSet rows = superuser.createStatement().executeQuery("""
                        select convert_to(row_to_json(c)::text, 'UTF8') as row, c.email, c.phone, c.first_name, c.notes
                        from customer c""")) {
            while (rows.next()) {
                for (int column = 1; column <= 5; column++) {
                    String text = new String(
                            rows.getBytes(column) == null ? new byte[0] : rows.getBytes(column),
                            StandardCharsets.ISO_8859_1);
                    assertThat(text.toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary", "9671234");
                }
            }
        }
    }

    @Test
    void answersInTheOrderAskedForAndWithoutTheUnknown() {
        Actor admin = DOMAIN.admin(DOMAIN.tenant());
        UUID first = DOMAIN.customers
                .create(admin, TestDomain.draft("one@example.com", "+14169671111", "A", "B"), null)
                .id();
        UUID second = DOMAIN.customers
                .create(admin, TestDomain.draft("two@example.com", "+14169671111", "C", "D"), null)
                .id();

        assertThat(DOMAIN.customers.findAll(admin, List.of(second, UUID.randomUUID(), first)))
                .extracting(CustomerView::id)
                .containsExactly(second, first);
    }

    private static void refer(Tenant tenant, UUID customerId, Actor to) {
        DOMAIN.transactions.write(
                tenant.id(), () -> DOMAIN.jdbc.update("""
                        insert into referral (tenant_id, id, customer_id, to_professional_id, created_at, operation_id)
                        values (?, gen_random_uuid(), ?, ?, now(), gen_random_uuid())""", tenant.id().value(), customerId, to.professionalId()));
    }
}
