package io.clientele.vehicle;

import io.clientele.contact.DraftCheck;
import io.clientele.contact.PersonalText;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.PiiField;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// A vehicle that changes hands: it keeps its id and its history, and its personal fields are encrypted anew
/// under the key of the customer who gets it. Transferring it back restores what was.
public final class VehicleTransfers {
    private static final int MAX_REASON = 500;

    private final VehicleRepository repository;
    private final Keepers keepers;
    private final Garages garages;
    private final Operations operations;
    private final TenantKeys keys;
    private final Clock clock;

    public VehicleTransfers(
            JdbcTemplate jdbc, Operations operations, TenantKeys keys, TenantTransactions transactions, Clock clock) {
        this.repository = new VehicleRepository(jdbc);
        this.keepers = new Keepers(jdbc);
        this.garages = new Garages(repository, keepers, transactions);
        this.operations = operations;
        this.keys = keys;
        this.clock = clock;
    }

    /// Gives the vehicle to another customer. There it is primary where the customer has no other, or where
    /// it was primary when it left that customer.
    ///
    /// @param toCustomerId who gets it
    /// @param reason why; kept for both customers
    /// @param version of the vehicle that the caller read
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN` where one of the customers is not seen in full,
    ///     `STALE_VERSION`, or all field errors
    public VehicleView.Full transfer(
            Actor actor,
            UUID customerId,
            UUID vehicleId,
            long version,
            @Nullable UUID toCustomerId,
            @Nullable String reason,
            @Nullable String requestId) {
        TenantCipher tenant = keys.cipher(actor.tenantId());
        return garages.write(actor, () -> {
            garages.full(actor, customerId, null);
            Request request = Request.of(customerId, toCustomerId, reason);
            Garages.Pair pair = garages.locked(actor, customerId, request.to());
            VehicleRow row = garages.require(actor, pair.from(), vehicleId, version);
            move(actor, tenant, pair, row, request.reason().value(), requestId);
            return garages.reread(actor, tenant, request.to(), vehicleId);
        });
    }

    /// What was asked for, when it is possible at all.
    private record Request(UUID to, PersonalText reason) {
        static Request of(UUID from, @Nullable UUID to, @Nullable String reason) {
            DraftCheck check = new DraftCheck();
            if (to == null) {
                check.add(new FieldError("to_customer_id", ProblemCode.REQUIRED, "the id of a customer"));
            } else if (to.equals(from)) {
                check.add(new FieldError("to_customer_id", ProblemCode.INVALID_CHOICE, "another customer"));
            }
            @Nullable PersonalText because = check.requiredText("reason", reason, MAX_REASON, true);
            List<FieldError> errors = check.errors();
            if (!errors.isEmpty() || to == null || because == null) {
                throw new ProblemException(
                        ProblemCode.MALFORMED_REQUEST, "The transfer has " + errors.size() + " error(s).", errors);
            }
            return new Request(to, because);
        }
    }

    private void move(
            Actor actor,
            TenantCipher tenant,
            Garages.Pair pair,
            VehicleRow row,
            String reason,
            @Nullable String requestId) {
        UUID to = pair.to().keeper().id();
        @Nullable VehicleRow heir = row.isPrimary() ? pair.from().heirOf(row) : null;
        @Nullable VehicleRow before = pair.to().primary();
        boolean primary = before == null || keepers.wasPrimary(actor, row.id(), to);
        @Nullable VehicleRow deposed = primary ? before : null;
        UUID operation = operations.record(
                actor, OperationKind.TRANSFER, requestId, 1 + (heir == null ? 0 : 1) + (deposed == null ? 0 : 1));
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        SubjectCipher fromCipher = pair.from().keeper().cipher(tenant);
        SubjectCipher toCipher = pair.to().keeper().cipher(tenant);
        if (deposed != null) {
            repository.designate(actor.tenantId(), deposed.id(), false, operation, now);
        }
        repository.update(actor.tenantId(), row.id(), to, row.resealed(fromCipher, toCipher), primary, operation, now);
        if (heir != null) {
            repository.designate(actor.tenantId(), heir.id(), true, operation, now);
        }
        keepers.end(
                actor,
                row.id(),
                fromCipher.encrypt(PiiField.VEHICLE_KEEPER_REASON, reason),
                row.isPrimary(),
                operation,
                now);
        keepers.begin(actor, row.id(), to, toCipher.encrypt(PiiField.VEHICLE_KEEPER_REASON, reason), operation, now);
    }
}
