package io.clientele.stream.inquiry;

import io.clientele.inquiry.Audience;
import io.clientele.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.NestedRuntimeException;

/// Asks whom an inquiry concerns at this moment.
@FunctionalInterface
public interface AudienceLookup {
    /// @param named whom the inquiry names
    /// @return empty where there is no such customer
    /// @throws NestedRuntimeException when nobody answers now; all inquiries then wait, else only this one
    Optional<Audience> find(TenantId tenantId, UUID customerId, List<UUID> named);
}
