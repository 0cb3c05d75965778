package io.clientele.benchmark.vin;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.clientele.vin.Vin;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A vehicle as its published source describes it; docs/vin.md says where they come from and how they were drawn.
///
/// @param source `auction` or `listing`
/// @param model as the source has it; empty where it names none
/// @param trim what the source puts beside the model; may be empty
record RealVin(Part part, String source, Vin vin, int year, String make, String model, String trim) {
    /// What a vehicle may be used for.
    enum Part {
        /// To look at, and to improve the decoder by.
        DEVELOPMENT,
        /// To measure, and for nothing else.
        TEST
    }

    /// Those of `real-vins.csv`.
    static List<RealVin> all() {
        InputStream in = Objects.requireNonNull(RealVin.class.getResourceAsStream("real-vins.csv"), "real-vins.csv");
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return rows.stream().map(RealVin::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static RealVin of(NamedCsvRecord row) {
        return new RealVin(
                Part.valueOf(row.getField("part").toUpperCase(Locale.ROOT)),
                row.getField("source"),
                new Vin(row.getField("vin")),
                Integer.parseInt(row.getField("year")),
                row.getField("make"),
                row.getField("model"),
                row.getField("trim"));
    }

    boolean namesModel() {
        return !model.isEmpty();
    }

    /// In words, with the type and without the serial number, which leads to a person.
    String text() {
        return "%s %d %s %s %s"
                .formatted(vin.value().substring(0, 11), year, make, model, trim)
                .strip();
    }
}
