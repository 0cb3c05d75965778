package io.clientele.activity;

import io.clientele.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Looks up what activities refer to: one statement a kind, however many there are. Call inside a transaction of the
/// tenant.
final class RelatedEntities {
    private final JdbcTemplate jdbc;

    RelatedEntities(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// What an activity refers to, as stored.
    record Reference(String type, UUID id) {}

    /// A summary of each; of what is not kept here, not this customer's, or gone, only type and id.
    Map<Reference, RelatedEntity> resolve(TenantId tenantId, UUID customerId, Collection<Reference> references) {
        Map<RelatedKind, Set<UUID>> wanted = new EnumMap<>(RelatedKind.class);
        Map<Reference, RelatedEntity> found = new HashMap<>();
        for (Reference reference : references) {
            found.put(reference, new RelatedEntity.Other(reference.type(), reference.id()));
            @Nullable RelatedKind kind = RelatedKind.of(reference.type());
            if (kind != null) {
                wanted.computeIfAbsent(kind, k -> new TreeSet<>()).add(reference.id());
            }
        }
        wanted.forEach((kind, ids) -> read(tenantId, customerId, kind, ids)
                .forEach(entity -> found.put(new Reference(entity.type(), entity.id()), entity)));
        return found;
    }

    /// Whether the reference holds: true for what is not kept here, or not completely, because nobody here can tell.
    boolean holds(TenantId tenantId, UUID customerId, Reference reference) {
        @Nullable RelatedKind kind = RelatedKind.of(reference.type());
        return kind == null
                || !kind.isComplete()
                || !read(tenantId, customerId, kind, Set.of(reference.id())).isEmpty();
    }

    private List<RelatedEntity> read(TenantId tenantId, UUID customerId, RelatedKind kind, Set<UUID> ids) {
        List<Object> values = new ArrayList<>();
        values.add(tenantId.value());
        values.add(ids.toArray(UUID[]::new));
        if (kind.ofCustomer()) {
            values.add(customerId);
        }
        return jdbc.query(kind.sql(), kind::read, values.toArray());
    }
}
