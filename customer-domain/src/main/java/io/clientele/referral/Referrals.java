package io.clientele.referral;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.contact.SafeText;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.ownership.Engagement;
import io.clientele.ownership.Ownership;
import io.clientele.pii.PiiField;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Refers customers to professionals, and takes their decisions. Whoever sees the customer in full may refer; only
/// the professional referred to, or an admin, decides, and only once.
public final class Referrals {
    private static final int MAX_NOTE = 2000;
    private static final String TO = "to_professional_id";
    private static final String INSERT = """
            insert into referral (tenant_id, id, customer_id, from_professional_id, to_professional_id, note,
                                  created_at, operation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String DECIDE = """
            update referral set status = ?, decided_at = ?, version = version + 1, operation_id = ?
            where tenant_id = ? and id = ? and version = ? and status = 'pending'""";
    private static final String FIND = ReferralRow.SELECT + " and r.customer_id = ? and r.id = ?";
    private static final String IS_ACTIVE =
            "select count(*) = 1 from professional where tenant_id = ? and id = ? and status = 'active'";

    private final JdbcTemplate jdbc;
    private final CustomerAccess access;
    private final Ownership ownership;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Operations operations;
    private final Clock clock;

    public Referrals(
            JdbcTemplate jdbc,
            Ownership ownership,
            TenantKeys keys,
            TenantTransactions transactions,
            Operations operations,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = new CustomerAccess(jdbc);
        this.ownership = ownership;
        this.keys = keys;
        this.transactions = transactions;
        this.operations = operations;
        this.clock = clock;
    }

    /// Shows the customer to another professional, who sees it limited from now on.
    ///
    /// @param note for the professional, at most 2000 characters; null for none
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `REFERRAL_EXISTS` while one to the same professional is
    ///     pending or accepted, or field errors of `to_professional_id` and `note`
    public Referral refer(
            Actor actor, UUID customerId, @Nullable UUID to, @Nullable String note, @Nullable String requestId) {
        @Nullable String text = note(note);
        if (to == null) {
            throw field(TO, ProblemCode.REQUIRED, "the id of a professional");
        }
        try {
            return transactions.write(actor.tenantId(), () -> {
                CustomerAccess.Seen customer = access.requireFull(actor, customerId);
                requireSomeoneElse(actor, customer.owner(), to);
                Instant now = now();
                UUID id = Ids.next();
                UUID operation = operations.record(actor, OperationKind.API, requestId, 1);
                byte @Nullable [] sealed = keys.cipher(actor.tenantId())
                        .subject(customerId, customer.wrappedKey())
                        .encryptNullable(PiiField.REFERRAL_NOTE, text);
                jdbc.update(
                        INSERT,
                        actor.tenantId().value(),
                        id,
                        customerId,
                        actor.professionalId(),
                        to,
                        sealed,
                        Timestamp.from(now),
                        operation);
                return found(actor, customerId, id).open(keys.cipher(actor.tenantId()), true);
            });
        } catch (DuplicateKeyException already) {
            throw new ProblemException(ProblemCode.REFERRAL_EXISTS);
        }
    }

    /// Takes the referral. Where the customer has no owner the professional becomes it.
    ///
    /// @param version of the referral that the caller read
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `REFERRAL_DECIDED` or `STALE_VERSION`
    public Referral accept(Actor actor, UUID customerId, UUID referralId, long version, @Nullable String requestId) {
        return decide(actor, customerId, referralId, version, ReferralStatus.ACCEPTED, requestId);
    }

    /// Refuses the referral: the professional no longer sees the customer because of it.
    ///
    /// @param version of the referral that the caller read
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `REFERRAL_DECIDED` or `STALE_VERSION`
    public Referral decline(Actor actor, UUID customerId, UUID referralId, long version, @Nullable String requestId) {
        return decide(actor, customerId, referralId, version, ReferralStatus.DECLINED, requestId);
    }

    private Referral decide(
            Actor actor,
            UUID customerId,
            UUID referralId,
            long version,
            ReferralStatus status,
            @Nullable String requestId) {
        return transactions.write(actor.tenantId(), () -> {
            ReferralRow row = decidable(actor, customerId, referralId);
            if (!row.isPending()) {
                throw new ProblemException(ProblemCode.REFERRAL_DECIDED);
            }
            UUID operation = operations.record(
                    actor,
                    status == ReferralStatus.ACCEPTED ? OperationKind.ASSIGNMENT : OperationKind.API,
                    requestId,
                    1);
            int changed = jdbc.update(
                    DECIDE,
                    status.text(),
                    Timestamp.from(now()),
                    operation,
                    actor.tenantId().value(),
                    referralId,
                    version);
            if (changed != 1) {
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            if (status == ReferralStatus.ACCEPTED) {
                ownership.claim(actor, customerId, row.to(), Engagement.ACCEPTED_REFERRAL, operation);
            }
            boolean withNote = status == ReferralStatus.ACCEPTED || actor.seesWholeTenant();
            return found(actor, customerId, referralId).open(keys.cipher(actor.tenantId()), withNote);
        });
    }

    /// The referral, for those who decide it: one that was declined by the actor is still theirs to be told about.
    private ReferralRow decidable(Actor actor, UUID customerId, UUID referralId) {
        ReferralRow row = found(actor, customerId, referralId);
        if (actor.role() == Role.ADMIN || row.to().equals(actor.professionalId())) {
            return row;
        }
        boolean full = access.require(actor, customerId).access() == Access.FULL;
        throw new ProblemException(full ? ProblemCode.FORBIDDEN : ProblemCode.NOT_FOUND);
    }

    private ReferralRow found(Actor actor, UUID customerId, UUID referralId) {
        return jdbc.query(FIND, ReferralRow::read, actor.tenantId().value(), customerId, referralId).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private void requireSomeoneElse(Actor actor, @Nullable UUID owner, UUID to) {
        if (to.equals(actor.professionalId())) {
            throw field(TO, ProblemCode.INVALID_CHOICE, "a professional other than yourself");
        }
        if (to.equals(owner)) {
            throw field(TO, ProblemCode.INVALID_CHOICE, "a professional who is not the owner");
        }
        boolean active = Objects.requireNonNull(
                jdbc.queryForObject(IS_ACTIVE, Boolean.class, actor.tenantId().value(), to));
        if (!active) {
            throw field(TO, ProblemCode.INVALID_CHOICE, "an active professional of this tenant");
        }
    }

    private static @Nullable String note(@Nullable String note) {
        String text = note == null ? "" : note.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > MAX_NOTE) {
            throw field("note", ProblemCode.TOO_LONG, "at most " + MAX_NOTE + " characters");
        }
        @Nullable ProblemCode unsafe = SafeText.problem(text, true);
        if (unsafe != null) {
            throw field("note", unsafe, unsafe.hint());
        }
        return text;
    }

    private static ProblemException field(String field, ProblemCode code, String expected) {
        return new ProblemException(code, code.message(), List.of(new FieldError(field, code, expected)));
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
