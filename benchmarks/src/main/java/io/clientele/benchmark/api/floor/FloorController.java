package io.clientele.benchmark.api.floor;

import io.clientele.customer.CustomerDraft;
import io.clientele.tenant.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// One statement a request: a row by its primary key, or the insert of a row.
@RestController
@RequestMapping("/customers")
final class FloorController {
    private static final String FIND = "select * from floor_customer where id = ?";
    private static final String INSERT = """
            insert into floor_customer (id, email, phone, phone_secondary, first_name, last_name, date_of_birth,
                address_line1, address_line2, city, province, postal_code, country, preferred_contact_method,
                marketing_consent, newsletter_subscribed, status, source, notes, tags, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;
    private final Clock clock = Clock.systemUTC();

    FloorController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/{id}")
    ResponseEntity<FloorCustomer> find(@PathVariable UUID id) {
        return ResponseEntity.of(
                jdbc.query(FIND, FloorCustomer::read, id).stream().findFirst());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    FloorCustomer create(@RequestBody CustomerDraft draft) {
        FloorCustomer customer = finished(draft);
        Timestamp at = Timestamp.from(customer.createdAt());
        jdbc.update(
                INSERT,
                customer.id(),
                customer.email(),
                customer.phone(),
                customer.phoneSecondary(),
                customer.firstName(),
                customer.lastName(),
                customer.dateOfBirth(),
                customer.addressLine1(),
                customer.addressLine2(),
                customer.city(),
                customer.province(),
                customer.postalCode(),
                customer.country(),
                customer.preferredContactMethod(),
                customer.marketingConsent(),
                customer.newsletterSubscribed(),
                customer.status(),
                customer.source(),
                customer.notes(),
                customer.tags().toArray(String[]::new),
                at,
                at);
        return customer;
    }

    private FloorCustomer finished(CustomerDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new FloorCustomer(
                Ids.next(),
                null,
                draft.email(),
                draft.phone(),
                draft.phoneSecondary(),
                draft.firstName(),
                draft.lastName(),
                draft.dateOfBirth(),
                draft.addressLine1(),
                draft.addressLine2(),
                draft.city(),
                draft.province(),
                draft.postalCode(),
                draft.country(),
                draft.preferredContactMethod(),
                Boolean.TRUE.equals(draft.marketingConsent()),
                Boolean.TRUE.equals(draft.newsletterSubscribed()),
                draft.status(),
                false,
                false,
                draft.source(),
                draft.notes(),
                Objects.requireNonNullElse(draft.tags(), List.of()),
                now,
                now,
                null,
                1);
    }
}
