package io.clientele.launcher.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A customer file made from a seed: the same order gives the same cells (as CSV the same bytes) on any machine, and a
/// file of any length is streamed.
public final class SampleFile {
    private static final int REMEMBERED = 1024;

    private final Order order;
    private final SampleCustomer customers = new SampleCustomer(new Vocabulary());
    private final String[] earlier = new String[REMEMBERED];
    private long good;
    private @Nullable Example example;

    private SampleFile(Order order) {
        this.order = order;
    }

    /// What a file shall look like.
    ///
    /// @param rows customers in the file, at least 1
    /// @param seed any number
    /// @param errorPercent how many of the rows are unacceptable, 0 to 100
    /// @param duplicatePercent how many repeat the e-mail address of an earlier good row, 0 to 100 less the errors
    public record Order(long rows, long seed, double errorPercent, double duplicatePercent) {
        public Order {
            if (rows < 1) {
                throw new IllegalArgumentException("rows must be at least 1, not " + rows);
            }
            if (errorPercent < 0 || duplicatePercent < 0 || errorPercent + duplicatePercent > 100) {
                throw new IllegalArgumentException(
                        "errors and duplicates must be percentages of at most 100 together, not %s and %s"
                                .formatted(errorPercent, duplicatePercent));
            }
        }

        /// Exactly how many rows are unacceptable.
        public long bad() {
            return Math.round(rows * errorPercent / 100);
        }

        /// Exactly how many rows repeat an earlier one: the first good row never does.
        public long duplicates() {
            return Math.clamp(Math.round(rows * duplicatePercent / 100), 0, Math.max(0, rows - bad() - 1));
        }

        /// Exactly how many rows are acceptable.
        public long good() {
            return rows - bad() - duplicates();
        }
    }

    /// How a file is written.
    public enum Format {
        /// RFC 4180, UTF-8.
        CSV,
        /// Office Open XML, one sheet, at most 1,048,575 customers.
        XLSX
    }

    /// Writes the file; the stream is flushed and stays open.
    ///
    /// @return one of the acceptable customers; empty when there is none
    /// @throws IOException when the stream refuses
    public static Optional<Example> write(Order order, Format format, OutputStream out) throws IOException {
        var file = new SampleFile(order);
        try (RowWriter writer = switch (format) {
            case CSV -> new CsvRows(out);
            case XLSX -> new XlsxRows(out, order.rows());
        }) {
            file.writeTo(writer);
        }
        return Optional.ofNullable(file.example);
    }

    private void writeTo(RowWriter writer) throws IOException {
        writer.write(Arrays.stream(Column.values()).map(Column::header).toList());
        var choice = new SplittableRandom(order.seed());
        long bad = order.bad();
        long duplicates = order.duplicates();
        long flaws = 0;
        for (long i = 0; i < order.rows(); i++) {
            var random = new SplittableRandom(choice.nextLong());
            // Choosing with the odds of what is left gives the exact numbers, at random places, without a list.
            long pick = choice.nextLong(order.rows() - i);
            Row row = customers.make(i + 1, random);
            if (pick < bad) {
                bad--;
                Flaw.values()[(int) (flaws++ % Flaw.values().length)].spoil(row, random);
            } else if (pick < bad + duplicates && good > 0) {
                duplicates--;
                row.set(Column.EMAIL, SampleCustomer.rewrite(earlierEmail(random), random));
            } else {
                remember(row, random);
            }
            writer.write(row.cells());
        }
    }

    private void remember(Row row, SplittableRandom random) {
        int place = good < REMEMBERED ? (int) good : random.nextInt(REMEMBERED);
        earlier[place] = row.get(Column.EMAIL).strip().replace("\u00a0", "");
        good++;
        var candidate = Example.of(row);
        if (example == null || !example.telling() && candidate.telling()) {
            example = candidate;
        }
    }

    private String earlierEmail(SplittableRandom random) {
        return earlier[random.nextInt((int) Math.min(good, REMEMBERED))];
    }

    /// Where rows go.
    sealed interface RowWriter extends AutoCloseable permits CsvRows, XlsxRows {
        void write(List<String> cells) throws IOException;

        @Override
        void close() throws IOException;
    }
}
