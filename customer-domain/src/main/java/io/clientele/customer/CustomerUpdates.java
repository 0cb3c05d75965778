package io.clientele.customer;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Changes to customers that exist. Every change names the version that it was made from; a stale one is refused, so
/// that nobody overwrites what they have not seen.
public final class CustomerUpdates {
    private final CustomerRepository repository;
    private final CustomerValidation validation;
    private final Operations operations;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Clock clock;

    public CustomerUpdates(
            JdbcTemplate jdbc,
            CustomerValidation validation,
            Operations operations,
            Tenants tenants,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        this.repository = new CustomerRepository(jdbc);
        this.validation = validation;
        this.operations = operations;
        this.tenants = tenants;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Replaces the whole record: what the draft leaves out is cleared. A draft that changes nothing writes nothing.
    ///
    /// @param version that the caller read
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `STALE_VERSION`, `DUPLICATE_EMAIL`, or all field errors
    public CustomerView.Full replace(
            Actor actor, UUID id, long version, CustomerDraft draft, @Nullable String requestId) {
        String country = tenants.defaultCountry(actor.tenantId());
        CustomerContent content = accepted(draft, country);
        return write(actor, () -> replace(actor, changeable(actor, id, version, false), content, requestId));
    }

    private CustomerContent accepted(CustomerDraft draft, String country) {
        return switch (validation.validate(draft, country)) {
            case CustomerValidation.Outcome.Rejected(List<FieldError> errors) ->
                throw new ProblemException(
                        ProblemCode.MALFORMED_REQUEST, "The customer has " + errors.size() + " error(s).", errors);
            case CustomerValidation.Outcome.Accepted(CustomerContent content) -> content;
        };
    }

    /// Changes part of the record: `change` gets it as it is now, written as a draft, and answers with the draft that
    /// is to be. The whole of that is validated, as in [#replace].
    ///
    /// @param version that the caller read
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `STALE_VERSION`, `DUPLICATE_EMAIL`, or all field errors
    public CustomerView.Full change(
            Actor actor, UUID id, long version, UnaryOperator<CustomerDraft> change, @Nullable String requestId) {
        String country = tenants.defaultCountry(actor.tenantId());
        return write(actor, () -> {
            CustomerRow row = changeable(actor, id, version, false);
            CustomerDraft draft = change.apply(CustomerDraft.of(row.full(keys.cipher(actor.tenantId()))));
            return replace(actor, row, accepted(draft, country), requestId);
        });
    }

    private CustomerView.Full replace(
            Actor actor, CustomerRow row, CustomerContent content, @Nullable String requestId) {
        UUID id = row.id();
        long version = row.version();
        TenantCipher tenant = keys.cipher(actor.tenantId());
        SubjectCipher cipher = tenant.subject(id, row.wrappedKey());
        SealedCustomer sealed = SealedCustomer.seal(tenant, id, cipher, row.wrappedKey(), 0, content);
        if (row.holds(sealed)) {
            return row.full(tenant);
        }
        UUID operation = operations.record(actor, OperationKind.API, requestId, 1);
        requireOne(repository.update(actor.tenantId(), sealed, version, operation, now()));
        return repository
                .find(actor.tenantId(), List.of(id), actor.professionalId())
                .getFirst()
                .full(tenant);
    }

    /// Deletes softly: the record stays for history and undo, is no longer found, and frees its e-mail address.
    ///
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN` or `STALE_VERSION`
    public void delete(Actor actor, UUID id, long version, @Nullable String requestId) {
        write(actor, () -> {
            changeable(actor, id, version, false);
            UUID operation = operations.record(actor, OperationKind.API, requestId, 1);
            requireOne(repository.markDeleted(actor.tenantId(), id, version, operation, now(), true));
            return id;
        });
    }

    /// Takes a deletion back.
    ///
    /// @throws ProblemException `DUPLICATE_EMAIL` when the address was given to someone else since
    public CustomerView.Full restore(Actor actor, UUID id, long version, @Nullable String requestId) {
        return write(actor, () -> {
            changeable(actor, id, version, true);
            UUID operation = operations.record(actor, OperationKind.API, requestId, 1);
            requireOne(repository.markDeleted(actor.tenantId(), id, version, operation, now(), false));
            return repository
                    .find(actor.tenantId(), List.of(id), actor.professionalId())
                    .getFirst()
                    .full(keys.cipher(actor.tenantId()));
        });
    }

    private CustomerRow changeable(Actor actor, UUID id, long version, boolean deleted) {
        CustomerRow row = repository
                .findOne(actor.tenantId(), id, actor.professionalId(), deleted)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        switch (AccessPolicy.decide(actor, row.owner(), row.referred())) {
            case Access.FULL -> {}
            case Access.LIMITED -> throw new ProblemException(ProblemCode.FORBIDDEN);
            case Access.NONE -> throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        if (row.version() != version) {
            throw new ProblemException(ProblemCode.STALE_VERSION);
        }
        return row;
    }

    private <T> T write(Actor actor, Supplier<T> work) {
        try {
            return transactions.write(actor.tenantId(), work);
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(
                    ProblemCode.DUPLICATE_EMAIL,
                    ProblemCode.DUPLICATE_EMAIL.message(),
                    List.of(FieldError.of("email", ProblemCode.DUPLICATE_EMAIL)));
        }
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new ProblemException(ProblemCode.STALE_VERSION);
        }
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
