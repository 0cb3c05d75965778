package io.clientele.organisation;

import io.clientele.contact.EmailAddress;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.PageCursor;
import io.clientele.pii.PiiField;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// The service professionals of a tenant.
public final class Professionals {
    public static final int MAX_LIMIT = 200;
    private static final String CURSOR = "professionals by name";
    private final ProfessionalRepository repository;
    private final TenantTransactions transactions;
    private final TenantKeys keys;
    private final Operations operations;

    Professionals(
            ProfessionalRepository repository,
            TenantTransactions transactions,
            TenantKeys keys,
            Operations operations) {
        this.repository = repository;
        this.transactions = transactions;
        this.keys = keys;
        this.operations = operations;
    }

    /// The outcome of [#create].
    public record Created(Professional professional, boolean isNew) {}

    /// One page, by name.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(
            List<Professional> professionals, @Nullable String next) {}

    /// Creates the professional, or answers with the one of that name.
    ///
    /// @throws ProblemException when the name is blank, unsafe, or longer than 200 characters
    public Created create(Actor actor, String name, @Nullable String requestId) {
        List<FieldError> errors = new ArrayList<>();
        ProfessionalChange.checkName(name, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The name is not valid.", errors);
        }
        UUID tenant = actor.tenantId().value();
        return transactions.write(actor.tenantId(), () -> {
            boolean isNew = repository.insert(tenant, Ids.next(), name.strip());
            if (isNew) {
                operations.record(actor, OperationKind.API, requestId, 1);
            }
            ProfessionalRow row = repository.findByName(tenant, name.strip()).orElseThrow();
            return new Created(open(actor.tenantId(), row), isNew);
        });
    }

    /// Changes name, e-mail or status. Customers of one who becomes inactive keep their owner.
    ///
    /// @param version that the caller read
    /// @throws ProblemException `NOT_FOUND`, `STALE_VERSION`, `DUPLICATE_PROFESSIONAL`, or all field errors
    public Professional change(
            Actor actor, UUID id, long version, ProfessionalChange change, @Nullable String requestId) {
        @Nullable EmailAddress email = change.check();
        try {
            return transactions.write(actor.tenantId(), () -> {
                UUID tenant = actor.tenantId().value();
                ProfessionalRow row =
                        repository.findById(tenant, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
                operations.record(actor, OperationKind.API, requestId, 1);
                String name = Objects.requireNonNullElse(change.name(), row.name());
                String status = Objects.requireNonNullElse(change.status(), row.status());
                if (!repository.update(tenant, id, version, name.strip(), status)) {
                    throw new ProblemException(ProblemCode.STALE_VERSION);
                }
                if (email != null) {
                    TenantCipher cipher = keys.cipher(actor.tenantId());
                    repository.updateEmail(
                            tenant,
                            id,
                            cipher.encrypt(emailContext(id), email.value()),
                            cipher.index(PiiField.PROFESSIONAL_EMAIL, email.matchKey()));
                } else if (change.email() != null) {
                    repository.clearEmail(tenant, id);
                }
                return open(actor.tenantId(), repository.findById(tenant, id).orElseThrow());
            });
        } catch (DuplicateKeyException taken) {
            String message = String.valueOf(taken.getMessage());
            throw new ProblemException(
                    ProblemCode.DUPLICATE_PROFESSIONAL,
                    ProblemCode.DUPLICATE_PROFESSIONAL.message(),
                    List.of(FieldError.of(
                            message.contains("professional_email") ? "email" : "name",
                            ProblemCode.DUPLICATE_PROFESSIONAL)));
        }
    }

    /// The professional of that id, in whatever status.
    public Optional<Professional> find(TenantId tenantId, UUID id) {
        return transactions
                .read(tenantId, () -> repository.findById(tenantId.value(), id))
                .map(row -> open(tenantId, row));
    }

    /// @param status `active` or `inactive`; null for both
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException when the cursor is not one of this tenant's, or the status none
    public Page page(TenantId tenantId, @Nullable String status, @Nullable String cursor, int limit) {
        if (status != null
                && !status.equals(ProfessionalChange.ACTIVE)
                && !status.equals(ProfessionalChange.INACTIVE)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The parameter status is one of active, inactive.");
        }
        TenantCipher cipher = keys.cipher(tenantId);
        @Nullable
        String after = cursor == null
                ? null
                : PageCursor.open(cipher, CURSOR, cursor, 1).getFirst();
        List<ProfessionalRow> rows =
                transactions.read(tenantId, () -> repository.page(tenantId.value(), status, after, limit + 1));
        boolean more = rows.size() > limit;
        List<ProfessionalRow> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream().map(row -> open(tenantId, row)).toList(),
                more ? PageCursor.seal(cipher, CURSOR, page.getLast().name()) : null);
    }

    private Professional open(TenantId tenantId, ProfessionalRow row) {
        byte[] email = row.email();
        return new Professional(
                row.id(),
                row.name(),
                email == null ? null : new EmailAddress(keys.cipher(tenantId).decrypt(emailContext(row.id()), email)),
                row.status(),
                row.version());
    }

    /// What the ciphertext of an e-mail is bound to.
    static String emailContext(UUID professional) {
        return "professional.email|" + professional;
    }
}
