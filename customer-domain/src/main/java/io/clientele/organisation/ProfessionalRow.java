package io.clientele.organisation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/// A professional as the table holds it; the e-mail is ciphertext under the tenant's key.
@Table("professional")
record ProfessionalRow(@Id UUID id, String name, byte @Nullable [] email, String status, long version) {}
