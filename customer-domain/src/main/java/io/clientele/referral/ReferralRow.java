package io.clientele.referral;

import io.clientele.pii.PiiField;
import io.clientele.pii.TenantCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A referral as the table holds it, with the customer's wrapped key to open its note.
record ReferralRow(
        UUID id,
        UUID customerId,
        @Nullable UUID from,
        UUID to,
        String status,
        byte @Nullable [] note,
        Instant createdAt,
        @Nullable Instant decidedAt,
        long version,
        byte[] wrappedKey) {
    /// Referrals of customers that are there: neither deleted nor erased. The first parameter is the tenant.
    static final String SELECT = """
            select r.id, r.customer_id, r.from_professional_id, r.to_professional_id, r.status, r.note, r.created_at,
                r.decided_at, r.version, k.wrapped_key
            from referral r
            join customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id and c.deleted_at is null
            join subject_key k on k.tenant_id = r.tenant_id and k.customer_id = r.customer_id
              and k.wrapped_key is not null
            where r.tenant_id = ?""";

    static ReferralRow read(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new ReferralRow(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getObject("from_professional_id", UUID.class),
                row.getObject("to_professional_id", UUID.class),
                row.getString("status"),
                row.getBytes("note"),
                row.getTimestamp("created_at").toInstant(),
                decided == null ? null : decided.toInstant(),
                row.getLong("version"),
                row.getBytes("wrapped_key"));
    }

    boolean isPending() {
        return status.equals(ReferralStatus.PENDING.text());
    }

    Referral open(TenantCipher tenant, boolean withNote) {
        String text = note == null || !withNote
                ? null
                : tenant.subject(customerId, wrappedKey).decrypt(PiiField.REFERRAL_NOTE, note);
        return new Referral(id, customerId, from, to, status, text, createdAt, decidedAt, version);
    }
}
