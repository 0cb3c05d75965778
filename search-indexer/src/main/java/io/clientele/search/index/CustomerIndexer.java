package io.clientele.search.index;

import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.search.engine.SearchEngine;
import io.clientele.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Brings the documents of customers to what the database holds now.
final class CustomerIndexer {
    private final CurrentCustomers customers;
    private final TenantKeys keys;
    private final SearchEngine engine;
    private final String alias;
    private final int maxDocuments;

    CustomerIndexer(CurrentCustomers customers, TenantKeys keys, SearchEngine engine, String alias, int maxDocuments) {
        this.customers = customers;
        this.keys = keys;
        this.engine = engine;
        this.alias = alias;
        this.maxDocuments = maxDocuments;
    }

    /// Indexes customers of one tenant. May be repeated at any time.
    ///
    /// @return the reason for each customer who can not be indexed, however often it is tried; never a value
    /// @throws IndexUnavailableException when OpenSearch has to be waited for
    /// @throws org.springframework.dao.DataAccessException when the database has to be waited for
    Map<UUID, String> index(TenantId tenantId, Collection<UUID> ids) {
        if (!customers.exists(tenantId)) {
            return all(ids, "unknown tenant");
        }
        TenantCipher cipher = keys.cipher(tenantId);
        Map<UUID, String> refusals = new HashMap<>();
        List<UUID> waiting = new ArrayList<>(ids);
        for (int from = 0; from < waiting.size(); from += maxDocuments) {
            List<UUID> slice = waiting.subList(from, Math.min(from + maxDocuments, waiting.size()));
            refusals.putAll(slice(tenantId, cipher, slice));
        }
        return refusals;
    }

    private Map<UUID, String> slice(TenantId tenantId, TenantCipher cipher, List<UUID> ids) {
        CurrentCustomers.Reading reading = customers.read(tenantId, ids);
        Map<UUID, String> refusals = new HashMap<>();
        Set<UUID> gone = new LinkedHashSet<>(ids);
        BulkRequest request = new BulkRequest(engine, alias);
        for (CurrentCustomer row : reading.rows()) {
            gone.remove(row.id());
            try {
                request.add(row.document(cipher), reading.position());
            } catch (IllegalStateException tampered) {
                refusals.put(row.id(), "ciphertext refused");
            }
            if (request.isFull(maxDocuments)) {
                refusals.putAll(request.send());
                request = new BulkRequest(engine, alias);
            }
        }
        for (UUID id : gone) {
            request.add(CustomerDocument.deleted(tenantId.value(), id), reading.position());
        }
        refusals.putAll(request.send());
        return refusals;
    }

    private static Map<UUID, String> all(Collection<UUID> ids, String reason) {
        Map<UUID, String> refusals = new HashMap<>();
        ids.forEach(id -> refusals.put(id, reason));
        return refusals;
    }
}
