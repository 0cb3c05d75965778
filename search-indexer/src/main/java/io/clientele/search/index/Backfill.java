package io.clientele.search.index;

import io.clientele.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills a new index from the database, tenant by tenant: an index that was lost comes back whole, and changes that
/// Kafka no longer keeps are not missing. Writes may go on meanwhile.
final class Backfill {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    private final CurrentCustomers customers;
    private final CustomerIndexer indexer;
    private final int pageSize;

    Backfill(CurrentCustomers customers, CustomerIndexer indexer, int pageSize) {
        this.customers = customers;
        this.indexer = indexer;
        this.pageSize = pageSize;
    }

    /// @param stopping asked between pages
    /// @return whether it came to its end
    boolean run(BooleanSupplier stopping) {
        long begin = System.nanoTime();
        long count = 0;
        for (TenantId tenantId : customers.tenants()) {
            @Nullable UUID last = null;
            for (List<UUID> page = customers.page(tenantId, last, pageSize);
                    !page.isEmpty();
                    page = customers.page(tenantId, last, pageSize)) {
                if (stopping.getAsBoolean()) {
                    return false;
                }
                indexer.index(tenantId, page)
                        .forEach((id, reason) -> LOG.warn("customer {} is left out of the index: {}", id, reason));
                count += page.size();
                last = page.getLast();
            }
        }
        LOG.info("filled the index with {} customers in {} ms", count, (System.nanoTime() - begin) / 1_000_000);
        return true;
    }
}
