package io.clientele.organisation;

import io.clientele.contact.Countries;
import io.clientele.contact.Parsed;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Changes to tenants: by the operator of the platform, and of some settings by the tenant's own admin.
public final class TenantChanges {
    private static final String ACTIVE = "active";
    private static final String SUSPENDED = "suspended";
    private static final String CONFIGURE = """
            update tenant set default_country = ?, settings = ?::jsonb, updated_at = now(), version = version + 1
            where id = ? and version = ?""";
    private static final String SET_STATUS = """
            update tenant set status = ?, updated_at = now(), version = version + 1 where id = ? and status <> ?""";

    private final JdbcTemplate jdbc;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Operations operations;

    public TenantChanges(JdbcTemplate jdbc, Tenants tenants, TenantTransactions transactions, Operations operations) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.transactions = transactions;
        this.operations = operations;
    }

    /// Changes the settings of the admin's own tenant.
    ///
    /// @param version of the tenant that the caller read
    /// @throws ProblemException `FORBIDDEN` for what the operator sets, `STALE_VERSION`, or all field errors
    public Tenant configure(Actor admin, long version, TenantChange change, @Nullable String requestId) {
        if (change.isForTheOperator()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "How long records are kept is set by the operator of the platform.");
        }
        return configure(
                admin.tenantId(), version, change, () -> operations.record(admin, OperationKind.API, requestId, 1));
    }

    /// Changes the settings of any tenant.
    ///
    /// @param version of the tenant that the caller read
    /// @throws ProblemException `NOT_FOUND`, `STALE_VERSION`, or all field errors
    public Tenant configure(UUID operator, TenantId id, long version, TenantChange change, @Nullable String requestId) {
        return configure(
                id, version, change, () -> operations.recordByOperator(id, operator, OperationKind.API, requestId, 1));
    }

    /// Shuts the tenant's people out; its data stays. A suspended one stays as it is.
    ///
    /// @throws ProblemException `NOT_FOUND`
    public Tenant suspend(UUID operator, TenantId id, @Nullable String requestId) {
        return status(operator, id, SUSPENDED, requestId);
    }

    /// Lets them in again.
    ///
    /// @throws ProblemException `NOT_FOUND`
    public Tenant activate(UUID operator, TenantId id, @Nullable String requestId) {
        return status(operator, id, ACTIVE, requestId);
    }

    private Tenant configure(TenantId id, long version, TenantChange change, Runnable operation) {
        return transactions.write(id, () -> {
            Tenant tenant = require(id);
            TenantSettings settings = tenant.settings().with(change);
            List<FieldError> errors = new ArrayList<>(settings.problems());
            String country = country(tenant, change, errors);
            if (!errors.isEmpty()) {
                throw new ProblemException(
                        ProblemCode.MALFORMED_REQUEST, "The settings have " + errors.size() + " error(s).", errors);
            }
            operation.run();
            if (jdbc.update(CONFIGURE, country, settings.json(), id.value(), version) != 1) {
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            return require(id);
        });
    }

    private static String country(Tenant tenant, TenantChange change, List<FieldError> errors) {
        String wanted = change.defaultCountry();
        if (wanted == null) {
            return tenant.defaultCountry();
        }
        return switch (Countries.parse(wanted)) {
            case Parsed.Valid<String>(String code) -> code;
            case Parsed.Invalid<String>(ProblemCode code) -> {
                errors.add(FieldError.of("default_country", code));
                yield tenant.defaultCountry();
            }
        };
    }

    private Tenant status(UUID operator, TenantId id, String status, @Nullable String requestId) {
        return transactions.write(id, () -> {
            require(id);
            if (jdbc.update(SET_STATUS, status, id.value(), status) == 1) {
                operations.recordByOperator(id, operator, OperationKind.API, requestId, 1);
            }
            return require(id);
        });
    }

    private Tenant require(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}
