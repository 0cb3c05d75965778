package io.clientele.ownership;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Command;
import io.clientele.tenant.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The append-only history of who owned a customer (REQ-CM-B002). Call inside a transaction of the tenant.
public final class OwnershipHistory {
    private static final String INSERT = """
            insert into customer_ownership_history (tenant_id, id, customer_id, previous_owner_id, new_owner_id, reason,
                                                    transferred_by, transferred_at, operation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;

    public OwnershipHistory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds a line.
    ///
    /// @param previousOwner null for the first owner
    /// @param reason why, in a person's words; encrypted under the customer's key
    public void append(
            Actor actor,
            UUID customerId,
            SubjectCipher cipher,
            @Nullable UUID previousOwner,
            UUID newOwner,
            String reason,
            UUID operationId,
            Instant at) {
        Command line = line(actor, customerId, cipher, previousOwner, newOwner, reason, operationId, at);
        jdbc.update(line.sql(), line.values().toArray());
    }

    /// The command that adds such a line, for those who send it along with others.
    public Command line(
            Actor actor,
            UUID customerId,
            SubjectCipher cipher,
            @Nullable UUID previousOwner,
            UUID newOwner,
            String reason,
            UUID operationId,
            Instant at) {
        return Command.of(
                INSERT,
                actor.tenantId().value(),
                Ids.next(),
                customerId,
                previousOwner,
                newOwner,
                cipher.encrypt(PiiField.OWNERSHIP_REASON, reason),
                actor.userId(),
                Timestamp.from(at),
                operationId);
    }
}
