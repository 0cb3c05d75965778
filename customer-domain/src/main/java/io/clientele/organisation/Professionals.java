package io.clientele.organisation;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The service professionals of a tenant.
public final class Professionals {
    private static final int MAX_NAME = 200;
    private final ProfessionalRepository repository;
    private final TenantTransactions transactions;

    Professionals(ProfessionalRepository repository, TenantTransactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /// The outcome of [#create].
    public record Created(Professional professional, boolean isNew) {}

    /// Creates the professional, or answers with the one of that name.
    ///
    /// @throws ProblemException when the name is blank or longer than 200 characters
    public Created create(TenantId tenantId, String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX_NAME) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The name is not valid.",
                    List.of(new FieldError("name", ProblemCode.REQUIRED, "1 to 200 characters")));
        }
        return transactions.write(tenantId, () -> {
            boolean isNew = repository.insert(tenantId.value(), Ids.next(), trimmed);
            return new Created(repository.findByName(tenantId.value(), trimmed).orElseThrow(), isNew);
        });
    }

    /// The professional of that id, in whatever status.
    public Optional<Professional> find(TenantId tenantId, UUID id) {
        return transactions.read(tenantId, () -> repository.findById(tenantId.value(), id));
    }
}
