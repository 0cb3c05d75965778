package io.clientele.ingest.imports;

import io.clientele.ingest.csv.CsvDialect;
import io.clientele.ingest.csv.FileEncoding;
import io.clientele.pii.FileCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.tenant.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An import's file, and how its rows are read and sealed.
///
/// @param fileReference its name in the storage
/// @param firstByte offset of the first row after the header
/// @param firstLine that row's line
/// @param country the tenant's, ISO 3166 alpha-2, for rows that name none
/// @param owner the professional who owns what is created; null for none
/// @param requestedBy the user who imports
record ImportSource(
        TenantId tenantId,
        UUID jobId,
        UUID operationId,
        boolean dryRun,
        String fileReference,
        FileEncoding encoding,
        CsvDialect dialect,
        FieldMapping mapping,
        long firstByte,
        long firstLine,
        String country,
        @Nullable UUID owner,
        UUID requestedBy,
        TenantCipher tenantCipher,
        FileCipher fileCipher) {}
