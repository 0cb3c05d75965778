package io.clientele.vehicle;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.tenant.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer who has a vehicle, or had it.
///
/// @param owner the professional who owns the customer
/// @param wrappedKey of `subject_key`; null where the customer was erased
/// @param referred whether the customer was referred to the viewer of the query
record Keeper(UUID id, @Nullable UUID owner, byte @Nullable [] wrappedKey, boolean referred) {
    static final String COLUMNS = """
            c.id as keeper_id, c.owner_professional_id, k.wrapped_key,
            exists (select 1 from referral r
                    where r.tenant_id = c.tenant_id and r.customer_id = c.id
                      and r.to_professional_id = ?::uuid and r.status <> 'declined') as referred""";

    static Keeper read(ResultSet row) throws SQLException {
        return new Keeper(
                row.getObject("keeper_id", UUID.class),
                row.getObject("owner_professional_id", UUID.class),
                row.getBytes("wrapped_key"),
                row.getBoolean("referred"));
    }

    /// Null where the customer is deleted or erased, or not the viewer's to know of. The query joins customer
    /// and key by a left join.
    static @Nullable Keeper readVisible(ResultSet row, Actor viewer) throws SQLException {
        if (row.getObject("keeper_id") == null) {
            return null;
        }
        Keeper keeper = read(row);
        return keeper.wrappedKey() == null || keeper.access(viewer) == Access.NONE ? null : keeper;
    }

    Access access(Actor viewer) {
        return AccessPolicy.decide(viewer, owner, referred);
    }

    /// @throws IllegalStateException when the customer was erased
    SubjectCipher cipher(TenantCipher tenant) {
        if (wrappedKey == null) {
            throw new IllegalStateException("customer " + id + " was erased");
        }
        return tenant.subject(id, wrappedKey);
    }
}
