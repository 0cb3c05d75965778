package io.clientele.ownership;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.contact.SafeText;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Who owns a customer, and how that changes (REQ-CM-B007): only an admin or the current owner may transfer, a reason
/// is required, and the history keeps every step.
public final class Ownership {
    private static final int MAX_REASON = 500;
    private static final String TRANSFER = """
            update customer set owner_professional_id = ?, updated_at = ?, version = version + 1, operation_id = ?,
                operation_row = null
            where tenant_id = ? and id = ? and version = ? and deleted_at is null""";
    // Who waits for the row's lock looks at the owner again: only one of many claims changes it.
    private static final String CLAIM = """
            update customer c set owner_professional_id = ?, updated_at = ?, version = c.version + 1, operation_id = ?,
                operation_row = null
            from subject_key k
            where c.tenant_id = ? and c.id = ? and c.owner_professional_id is null and c.deleted_at is null
              and k.tenant_id = c.tenant_id and k.customer_id = c.id and k.wrapped_key is not null
              and exists (select 1 from professional p
                          where p.tenant_id = c.tenant_id and p.id = ? and p.status = 'active')
            returning k.wrapped_key""";
    private static final String IS_ACTIVE =
            "select count(*) = 1 from professional where tenant_id = ? and id = ? and status = 'active'";
    private static final String HISTORY = """
            select id, previous_owner_id, new_owner_id, reason, transferred_by, transferred_at
            from customer_ownership_history where tenant_id = ? and customer_id = ?
            order by transferred_at desc, id desc""";

    private final JdbcTemplate jdbc;
    private final CustomerAccess access;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Operations operations;
    private final OwnershipHistory history;
    private final Clock clock;

    public Ownership(
            JdbcTemplate jdbc,
            TenantKeys keys,
            TenantTransactions transactions,
            Operations operations,
            OwnershipHistory history,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = new CustomerAccess(jdbc);
        this.keys = keys;
        this.transactions = transactions;
        this.operations = operations;
        this.history = history;
        this.clock = clock;
    }

    /// The owner now.
    ///
    /// @param professionalId null where there is none
    /// @param version of the customer, for the next transfer
    public record Owner(@Nullable UUID professionalId, long version) {}

    /// @throws ProblemException `NOT_FOUND` where the viewer may not know of the customer
    public Owner owner(Actor viewer, UUID customerId) {
        return transactions.read(viewer.tenantId(), () -> {
            CustomerAccess.Seen customer = access.require(viewer, customerId);
            return new Owner(customer.owner(), customer.version());
        });
    }

    /// The owner at a time; null where there was none yet.
    public @Nullable UUID ownerAt(Actor viewer, UUID customerId, Instant at) {
        return history(viewer, customerId).stream()
                .filter(line -> !line.transferredAt().isAfter(at))
                .findFirst()
                .map(OwnershipTransfer::newOwnerId)
                .orElse(null);
    }

    /// Every change of owner, the latest first. The reasons are for those who see the customer in full.
    public List<OwnershipTransfer> history(Actor viewer, UUID customerId) {
        return transactions.read(viewer.tenantId(), () -> {
            CustomerAccess.Seen customer = access.require(viewer, customerId);
            boolean full = customer.access() == Access.FULL;
            SubjectCipher cipher = keys.cipher(viewer.tenantId()).subject(customerId, customer.wrappedKey());
            return jdbc.query(
                    HISTORY,
                    (row, n) -> new OwnershipTransfer(
                            row.getObject("id", UUID.class),
                            row.getObject("previous_owner_id", UUID.class),
                            row.getObject("new_owner_id", UUID.class),
                            full ? cipher.decrypt(PiiField.OWNERSHIP_REASON, row.getBytes("reason")) : null,
                            row.getObject("transferred_by", UUID.class),
                            row.getTimestamp("transferred_at").toInstant()),
                    viewer.tenantId().value(),
                    customerId);
        });
    }

    /// Gives the customer to another professional.
    ///
    /// @param version of the customer that the caller read
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `STALE_VERSION`, or field errors of `reason` and
    ///     `new_owner_id`
    public Owner transfer(
            Actor actor,
            UUID customerId,
            UUID newOwner,
            @Nullable String reason,
            long version,
            @Nullable String requestId) {
        String because = reason(reason);
        return transactions.write(actor.tenantId(), () -> {
            CustomerAccess.Seen customer = access.require(actor, customerId);
            boolean isOwner = customer.owner() != null && customer.owner().equals(actor.professionalId());
            if (actor.role() != Role.ADMIN && !isOwner) {
                throw new ProblemException(ProblemCode.FORBIDDEN);
            }
            if (customer.version() != version) {
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            requireDifferentAndActive(actor, customer.owner(), newOwner);
            Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
            UUID operation = operations.record(actor, OperationKind.TRANSFER, requestId, 1);
            int changed = jdbc.update(
                    TRANSFER,
                    newOwner,
                    Timestamp.from(now),
                    operation,
                    actor.tenantId().value(),
                    customerId,
                    version);
            if (changed != 1) {
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            SubjectCipher cipher = keys.cipher(actor.tenantId()).subject(customerId, customer.wrappedKey());
            history.append(actor, customerId, cipher, customer.owner(), newOwner, because, operation, now);
            return new Owner(newOwner, version + 1);
        });
    }

    /// Makes the first professional who engages the owner (REQ-CM-B011); an owner that is set is never
    /// overwritten. Call inside a write transaction of the tenant, after its operation was recorded. The
    /// customer's version grows by one where this call made the owner, and stays where it did not.
    ///
    /// @param actor who causes it; a service may report what a professional did
    /// @param professional who engaged; one that is inactive or unknown becomes nobody's owner
    /// @param operation that the caller recorded in this transaction
    /// @return whether the professional is the owner now because of this call
    public boolean claim(Actor actor, UUID customerId, UUID professional, Engagement engagement, UUID operation) {
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        UUID tenant = actor.tenantId().value();
        List<byte[]> claimed = jdbc.query(
                CLAIM,
                (row, n) -> row.getBytes("wrapped_key"),
                professional,
                Timestamp.from(now),
                operation,
                tenant,
                customerId,
                professional);
        if (claimed.isEmpty()) {
            return false;
        }
        SubjectCipher cipher = keys.cipher(actor.tenantId()).subject(customerId, claimed.getFirst());
        history.append(actor, customerId, cipher, null, professional, engagement.reason(), operation, now);
        return true;
    }

    private void requireDifferentAndActive(Actor actor, @Nullable UUID owner, UUID newOwner) {
        if (newOwner.equals(owner)) {
            throw field("new_owner_id", ProblemCode.INVALID_CHOICE, "a professional who is not the owner already");
        }
        boolean active = Objects.requireNonNull(
                jdbc.queryForObject(IS_ACTIVE, Boolean.class, actor.tenantId().value(), newOwner));
        if (!active) {
            throw field("new_owner_id", ProblemCode.INVALID_CHOICE, "an active professional of this tenant");
        }
    }

    private static String reason(@Nullable String reason) {
        String trimmed = reason == null ? "" : reason.strip();
        if (trimmed.isEmpty()) {
            throw field("reason", ProblemCode.REQUIRED, "why the customer changes hands");
        }
        if (trimmed.length() > MAX_REASON) {
            throw field("reason", ProblemCode.TOO_LONG, "at most " + MAX_REASON + " characters");
        }
        @Nullable ProblemCode unsafe = SafeText.problem(trimmed, true);
        if (unsafe != null) {
            throw field("reason", unsafe, unsafe.hint());
        }
        return trimmed;
    }

    private static ProblemException field(String field, ProblemCode code, String expected) {
        return new ProblemException(code, code.message(), List.of(new FieldError(field, code, expected)));
    }
}
