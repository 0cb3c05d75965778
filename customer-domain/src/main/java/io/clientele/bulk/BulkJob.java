package io.clientele.bulk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bulk request and where it stands. Counts are those of the last commit: `read = staged + created + updated +
/// unchanged + duplicates + rejected` always.
///
/// @param kind `import`, `export`, `update` or `tag`
/// @param status `queued`, `running`, `completed`, `failed` or `cancelled`
/// @param phase what the worker is at, for people
/// @param options JSON of [ImportOptions] for imports, with the mapping and header that the worker found
/// @param fileReference name of the encrypted file in the storage directory
/// @param fileKey the file's key, wrapped
/// @param readBytes how many bytes of the file are done with
public record BulkJob(
        UUID id,
        UUID operationId,
        String kind,
        String status,
        String phase,
        boolean dryRun,
        ImportOptions options,
        @Nullable String fileReference,
        long fileBytes,
        byte[] fileKey,
        long nextLine,
        long readBytes,
        long read,
        long staged,
        long created,
        long updated,
        long unchanged,
        long duplicates,
        long rejected,
        UUID requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant progressAt,
        @Nullable Instant finishedAt,
        @Nullable String failureCode,
        @Nullable String failureMessage) {

    /// Whether the job will change no more.
    public boolean isOver() {
        return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
    }

    @Override
    public String toString() {
        return "BulkJob[" + kind + " " + id + ", " + status + "]";
    }
}
