package io.clientele.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// How an import is to be read; kept as JSON in `bulk_job.options`. Holds no row of the file.
///
/// @param columns header to field name, or to null for a column that is left out; empty lets the worker suggest
/// @param delimiter one character; null lets the worker detect it
/// @param encoding IANA name of the file's character set, set by the worker that detected it
/// @param headerRecord the header as it stands in the file, set by the worker, for the file of failing rows
/// @param ownerProfessionalId who becomes the owner of what is created: the professional who imports; null for none
/// @param format `csv`
@JsonNaming(SnakeCaseStrategy.class)
public record ImportOptions(
        Map<String, @Nullable String> columns,
        @Nullable String delimiter,
        @Nullable String encoding,
        @Nullable String headerRecord,
        @Nullable UUID ownerProfessionalId,
        String format) {
    public ImportOptions {
        columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// What a caller can ask for.
    public static ImportOptions csv(
            Map<String, @Nullable String> columns, @Nullable String delimiter, @Nullable UUID owner) {
        return new ImportOptions(columns, delimiter, null, null, owner, "csv");
    }

    /// The same with what the worker found in the file.
    public ImportOptions found(
            Map<String, @Nullable String> foundColumns, String foundDelimiter, String foundEncoding, String header) {
        return new ImportOptions(foundColumns, foundDelimiter, foundEncoding, header, ownerProfessionalId, format);
    }
}
