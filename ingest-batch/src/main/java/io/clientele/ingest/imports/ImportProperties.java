package io.clientele.ingest.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much of an import is done at once.
///
/// @param rowsPerChunk rows that are validated, encrypted and staged in one transaction, 1 to 50,000
/// @param rowsPerSlice staged rows that are merged in one transaction, 1 to 100,000: larger ones make change capture
///     spill to disk
@ConfigurationProperties("clientele.import")
public record ImportProperties(
        @DefaultValue("2000") int rowsPerChunk,
        @DefaultValue("20000") int rowsPerSlice) {
    public ImportProperties {
        require(rowsPerChunk, 50_000, "rows-per-chunk");
        require(rowsPerSlice, 100_000, "rows-per-slice");
    }

    private static void require(int value, int max, String name) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("clientele.import." + name + " must be 1 to " + max);
        }
    }
}
