package io.clientele.inquiry;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.tenant.Actor;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An inquiry as the tables hold it, with the owner of its customer.
record InquiryRow(
        UUID id,
        UUID customerId,
        String status,
        Instant receivedAt,
        @Nullable Instant offerUntil,
        List<UUID> offeredTo,
        @Nullable UUID answeredBy,
        @Nullable Instant endedAt,
        @Nullable UUID owner) {
    /// Inquiries of customers that are there: neither deleted nor erased. The first parameter is the tenant.
    static final String SELECT = """
            select i.id, i.customer_id, i.status, i.received_at, i.offer_until, i.answered_by, i.ended_at,
                c.owner_professional_id,
                array(select o.professional_id from inquiry_offer o
                      where o.tenant_id = i.tenant_id and o.inquiry_id = i.id
                      order by o.offered_at, o.professional_id) as offered_to
            from inquiry i
            join customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id and c.deleted_at is null
            join subject_key k on k.tenant_id = i.tenant_id and k.customer_id = i.customer_id
              and k.wrapped_key is not null
            where i.tenant_id = ?""";

    static InquiryRow read(ResultSet row, int number) throws SQLException {
        return new InquiryRow(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("status"),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "offer_until"),
                ids(row, "offered_to"),
                row.getObject("answered_by", UUID.class),
                instant(row, "ended_at"),
                row.getObject("owner_professional_id", UUID.class));
    }

    Inquiry seenBy(Actor viewer) {
        boolean full = AccessPolicy.decide(viewer, owner, false) == Access.FULL;
        List<UUID> shown = full
                ? offeredTo
                : offeredTo.stream()
                        .filter(professional -> professional.equals(viewer.professionalId()))
                        .toList();
        return new Inquiry(id, customerId, status, receivedAt, offerUntil, shown, answeredBy, endedAt);
    }

    static List<UUID> ids(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((UUID[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
