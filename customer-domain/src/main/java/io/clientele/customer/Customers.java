package io.clientele.customer;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.ownership.Engagement;
import io.clientele.ownership.OwnershipHistory;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Command;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/// The customers of a tenant, one at a time (imports go through `ingest-batch`). Every answer went through the access
/// policy.
public final class Customers {
    private final CustomerRepository repository;
    private final CustomerValidation validation;
    private final Operations operations;
    private final OwnershipHistory history;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Clock clock;

    public Customers(
            JdbcTemplate jdbc,
            CustomerValidation validation,
            Operations operations,
            OwnershipHistory history,
            Tenants tenants,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        this.repository = new CustomerRepository(jdbc);
        this.validation = validation;
        this.operations = operations;
        this.history = history;
        this.tenants = tenants;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Creates a customer. A professional who creates one becomes its owner (REQ-CM-B011).
    ///
    /// @param requestId of the request, for the operation; null outside of one
    /// @throws ProblemException with all field errors, or `DUPLICATE_EMAIL`
    public CustomerView.Full create(Actor actor, CustomerDraft draft, @Nullable String requestId) {
        String country = tenants.defaultCountry(actor.tenantId());
        return switch (validation.validate(draft, country)) {
            case CustomerValidation.Outcome.Rejected(List<FieldError> errors) ->
                throw new ProblemException(
                        ProblemCode.MALFORMED_REQUEST, "The customer has " + errors.size() + " error(s).", errors);
            case CustomerValidation.Outcome.Accepted(CustomerContent content) -> insert(actor, content, requestId);
        };
    }

    private CustomerView.Full insert(Actor actor, CustomerContent content, @Nullable String requestId) {
        TenantCipher cipher = keys.cipher(actor.tenantId());
        UUID id = Ids.next();
        SealedCustomer sealed = SealedCustomer.seal(cipher, id, content);
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        @Nullable UUID owner = actor.professionalId();
        Operations.Recording operation = operations.recording(actor, OperationKind.API, requestId, 1);
        List<Command> commands = new ArrayList<>();
        commands.add(operation.command());
        commands.add(repository.insertion(actor.tenantId(), sealed, owner, operation.id(), now));
        if (owner != null) {
            commands.add(history.line(
                    actor,
                    id,
                    cipher.subject(id, sealed.wrappedKey()),
                    null,
                    owner,
                    Engagement.CREATED_CUSTOMER.reason(),
                    operation.id(),
                    now));
        }
        try {
            transactions.run(actor.tenantId(), commands);
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(
                    ProblemCode.DUPLICATE_EMAIL,
                    ProblemCode.DUPLICATE_EMAIL.message(),
                    List.of(FieldError.of("email", ProblemCode.DUPLICATE_EMAIL)));
        }
        // What a reader would get: ciphertext and columns give back exactly what went in.
        return content.created(id, owner, now);
    }

    /// The customer as the viewer may see it; empty where the viewer may not know of it.
    public Optional<CustomerView> find(Actor viewer, UUID id) {
        return findAll(viewer, List.of(id)).stream().findFirst();
    }

    /// The customers of these ids in that order, without those that are gone or not the viewer's to see.
    public List<CustomerView> findAll(Actor viewer, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        List<CustomerRow> rows =
                CustomerRepository.findAlone(viewer.tenantId(), ids, viewer.professionalId(), transactions);
        Map<UUID, CustomerView> views = new HashMap<>();
        for (CustomerRow row : rows) {
            switch (AccessPolicy.decide(viewer, row.owner(), row.referred())) {
                case Access.FULL -> views.put(row.id(), row.full(cipher));
                case Access.LIMITED -> views.put(row.id(), row.limited(cipher));
                case Access.NONE -> {}
            }
        }
        List<CustomerView> ordered = new ArrayList<>(views.size());
        for (UUID id : ids) {
            @Nullable CustomerView view = views.get(id);
            if (view != null) {
                ordered.add(view);
            }
        }
        return ordered;
    }
}
