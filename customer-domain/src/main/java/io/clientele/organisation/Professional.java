package io.clientele.organisation;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/// A service professional of a tenant: someone who can own customers.
///
/// @param name 1 to 200 characters, unique in the tenant
/// @param status `active` or `inactive`
@Table("professional")
public record Professional(@Id UUID id, UUID tenantId, String name, String status) {}
