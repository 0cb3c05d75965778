package io.clientele.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.tenant.TenantId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Whom a batch of change records is about: each customer once, with the last record about it.
final class ChangedCustomers {
    /// The tables that a document is made of. Key and headers of a record suffice: its images are never read
    /// here. A vehicle that changes hands concerns two customers: the one whom it leaves is told by its row
    /// of keepers.
    private static final Set<String> TABLES = Set.of(
            RowChange.CUSTOMER, RowChange.VEHICLE, RowChange.VEHICLE_KEEPER, RowChange.ACTIVITY, RowChange.REFERRAL);

    private final Map<TenantId, Map<UUID, ConsumerRecord<byte[], byte[]>>> byTenant = new LinkedHashMap<>();
    private final Map<ConsumerRecord<byte[], byte[]>, String> unreadable = new HashMap<>();

    void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return; // a tombstone says nothing that the record before it did not
        }
        String table = header(record, ChangeHeaders.TABLE);
        if (table == null) {
            unreadable.put(record, "no header " + ChangeHeaders.TABLE);
            return;
        }
        if (!TABLES.contains(table)) {
            return;
        }
        UUID tenant = uuid(header(record, ChangeHeaders.TENANT_ID));
        UUID customer = uuid(record.key() == null ? null : new String(record.key(), UTF_8));
        if (tenant == null || customer == null) {
            unreadable.put(
                    record, tenant == null ? "no UUID in header " + ChangeHeaders.TENANT_ID : "the key is no UUID");
            return;
        }
        byTenant.computeIfAbsent(new TenantId(tenant), t -> new LinkedHashMap<>())
                .put(customer, record);
    }

    /// The customers of each tenant, with the last record about each.
    Map<TenantId, Map<UUID, ConsumerRecord<byte[], byte[]>>> byTenant() {
        return byTenant;
    }

    /// Records that name no customer, with the reason.
    Map<ConsumerRecord<byte[], byte[]>, String> unreadable() {
        return unreadable;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
