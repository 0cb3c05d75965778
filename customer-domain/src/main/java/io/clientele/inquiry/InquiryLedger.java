package io.clientele.inquiry;

import io.clientele.schemas.event.InquiryEntry;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// How each inquiry stands, for those who ask. Written by the stream only.
public final class InquiryLedger {
    // Who answered is told only where it is a professional of the tenant.
    private static final String WRITE = """
            insert into inquiry as i (tenant_id, id, customer_id, status, revision, received_at, offer_until, answered_by,
                                      ended_at)
            select ?, u.id, u.customer_id, u.status, u.revision, u.received_at, u.offer_until, p.id, u.ended_at
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::uuid[],
                        ?::timestamptz[])
                as u (id, customer_id, status, revision, received_at, offer_until, answered_by, ended_at)
            left join professional p on p.tenant_id = ? and p.id = u.answered_by
            on conflict (tenant_id, id) do update set status = excluded.status, revision = excluded.revision,
                offer_until = excluded.offer_until, answered_by = excluded.answered_by, ended_at = excluded.ended_at
            where i.revision < excluded.revision and i.customer_id = excluded.customer_id""";
    private static final String OFFER = """
            insert into inquiry_offer (tenant_id, inquiry_id, professional_id, offered_at)
            select ?, * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[])
            on conflict do nothing""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;

    public InquiryLedger(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Writes how inquiries stand, in one transaction; of an inquiry that is known at the same or a higher revision
    /// nothing changes.
    ///
    /// @param entries of this tenant
    /// @return how many inquiries are new or stand differently
    public int write(TenantId tenantId, List<InquiryEntry> entries) {
        List<InquiryEntry> latest = latest(entries);
        if (latest.isEmpty()) {
            return 0;
        }
        return transactions.write(tenantId, () -> {
            int written = jdbc.update(
                    WRITE,
                    tenantId.value(),
                    array(latest, UUID[]::new, InquiryEntry::inquiryId),
                    array(latest, UUID[]::new, InquiryEntry::customerId),
                    array(latest, String[]::new, each -> each.status().text()),
                    array(latest, Long[]::new, InquiryEntry::revision),
                    array(latest, Timestamp[]::new, each -> timestamp(each.receivedAt())),
                    array(latest, Timestamp[]::new, each -> timestamp(each.offerUntil())),
                    array(latest, UUID[]::new, InquiryEntry::answeredBy),
                    array(latest, Timestamp[]::new, each -> timestamp(each.endedAt())),
                    tenantId.value());
            offer(tenantId, latest);
            return written;
        });
    }

    private record Offered(UUID inquiryId, UUID professionalId, Instant at) {}

    private void offer(TenantId tenantId, List<InquiryEntry> entries) {
        List<Offered> offers = new ArrayList<>();
        for (InquiryEntry entry : entries) {
            entry.offers()
                    .forEach(offer ->
                            offers.add(new Offered(entry.inquiryId(), offer.professionalId(), offer.offeredAt())));
        }
        if (!offers.isEmpty()) {
            jdbc.update(
                    OFFER,
                    tenantId.value(),
                    array(offers, UUID[]::new, Offered::inquiryId),
                    array(offers, UUID[]::new, Offered::professionalId),
                    array(offers, Timestamp[]::new, offer -> timestamp(offer.at())));
        }
    }

    /// One statement may write a row only once. Offers only grow, so that the latest entry has them all.
    private static List<InquiryEntry> latest(List<InquiryEntry> entries) {
        Map<UUID, InquiryEntry> latest = new LinkedHashMap<>();
        BinaryOperator<InquiryEntry> higher = (one, other) -> other.revision() > one.revision() ? other : one;
        entries.forEach(entry -> latest.merge(entry.inquiryId(), entry, higher));
        return List.copyOf(latest.values());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static <E, T> Object array(List<E> rows, IntFunction<T[]> make, Function<E, @Nullable T> value) {
        @Nullable T[] values = make.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }
}
