package io.clientele.operation;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Command;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The ledger of operations. Call inside a transaction of the tenant, before the rows that the operation changes, so
/// that change capture meets the operation first. An operation belongs to the trace of the request at hand
/// ([TraceContext]).
public final class Operations {
    private static final String START = """
            insert into operation (tenant_id, id, kind, status, actor_id, actor_role, professional_id, request_id,
                                   traceparent, started_at, finished_at, changed_rows)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FINISH = """
            update operation set status = ?, finished_at = ?, changed_rows = ?
            where tenant_id = ? and id = ? and status = 'running'""";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Operations(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Records an operation that is over with this transaction.
    ///
    /// @param changedRows how many records it changes
    /// @return its id
    public UUID record(Actor actor, OperationKind kind, @Nullable String requestId, long changedRows) {
        return insert(actor, kind, requestId, "completed", changedRows);
    }

    /// The same under an id that is made of what causes the operation.
    public void recordAs(UUID id, Actor actor, OperationKind kind, long changedRows) {
        insert(
                id,
                actor.tenantId(),
                actor.userId(),
                actor.role(),
                actor.professionalId(),
                kind,
                null,
                "completed",
                changedRows);
    }

    /// What records such an operation, for those who send it along with what it changes ([TenantTransactions#run]).
    public record Recording(UUID id, Command command) {}

    /// The same as [#record], not done yet.
    public Recording recording(Actor actor, OperationKind kind, @Nullable String requestId, long changedRows) {
        UUID id = Ids.next();
        return new Recording(
                id,
                command(
                        id,
                        actor.tenantId(),
                        actor.userId(),
                        actor.role(),
                        actor.professionalId(),
                        kind,
                        requestId,
                        "completed",
                        changedRows));
    }

    /// The same for a change of the tenant itself by the operator of the platform, who acts for no tenant.
    public UUID recordByOperator(
            TenantId tenantId, UUID operator, OperationKind kind, @Nullable String requestId, long changedRows) {
        return insert(Ids.next(), tenantId, operator, Role.OPERATOR, null, kind, requestId, "completed", changedRows);
    }

    /// Begins one that goes on over many transactions.
    public UUID begin(Actor actor, OperationKind kind, @Nullable String requestId) {
        return insert(actor, kind, requestId, "running", 0);
    }

    /// Ends it; ending it again changes nothing.
    ///
    /// @param status `completed`, `failed` or `cancelled`
    public void end(TenantId tenantId, UUID operationId, String status, long changedRows) {
        jdbc.update(FINISH, status, now(), changedRows, tenantId.value(), operationId);
    }

    private UUID insert(Actor actor, OperationKind kind, @Nullable String requestId, String status, long changedRows) {
        return insert(
                Ids.next(),
                actor.tenantId(),
                actor.userId(),
                actor.role(),
                actor.professionalId(),
                kind,
                requestId,
                status,
                changedRows);
    }

    private UUID insert(
            UUID id,
            TenantId tenantId,
            UUID user,
            Role role,
            @Nullable UUID professional,
            OperationKind kind,
            @Nullable String requestId,
            String status,
            long changedRows) {
        Command command = command(id, tenantId, user, role, professional, kind, requestId, status, changedRows);
        jdbc.update(command.sql(), command.values().toArray());
        return id;
    }

    private Command command(
            UUID id,
            TenantId tenantId,
            UUID user,
            Role role,
            @Nullable UUID professional,
            OperationKind kind,
            @Nullable String requestId,
            String status,
            long changedRows) {
        Timestamp now = now();
        return Command.of(
                START,
                tenantId.value(),
                id,
                kind.text(),
                status,
                user,
                role.text(),
                professional,
                requestId,
                TraceContext.current(),
                now,
                status.equals("running") ? null : now,
                changedRows);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
