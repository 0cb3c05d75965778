package io.clientele.api.bulk;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.BulkRowError;
import io.clientele.bulk.FailedRow;
import io.clientele.tenant.TenantId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The failing rows of a job as a CSV file (RFC 4180, UTF-8): the columns of the original, and what is wrong with
/// each row. Written page by page, so that its length does not matter.
final class ErrorFile {
    private static final int PAGE = 500;
    private static final String BOM = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final List<String> REASONS = List.of("_line", "_code", "_column", "_message", "_hint");

    private final BulkJobs jobs;
    private final TenantId tenantId;
    private final BulkJob job;
    private final char delimiter;

    ErrorFile(BulkJobs jobs, TenantId tenantId, BulkJob job) {
        this.jobs = jobs;
        this.tenantId = tenantId;
        this.job = job;
        @Nullable String found = job.options().delimiter();
        this.delimiter = found == null || found.isEmpty() ? ',' : found.charAt(0);
    }

    void write(OutputStream target, boolean withMark) throws IOException {
        List<FailedRow> rows = jobs.failedRows(tenantId, job, 0, PAGE);
        Writer writer = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        writer.write(withMark ? BOM : "");
        @Nullable String header = job.options().headerRecord();
        if (header != null) { // before the worker has read it there are no rows either
            line(writer, header, REASONS);
        }
        while (!rows.isEmpty()) {
            for (FailedRow row : rows) {
                List<BulkRowError> errors = row.errors();
                line(
                        writer,
                        row.record(),
                        List.of(
                                Long.toString(row.line()),
                                joined(errors, BulkRowError::code),
                                joined(errors, BulkRowError::column),
                                joined(errors, BulkRowError::message),
                                joined(errors, BulkRowError::hint)));
            }
            rows = rows.size() < PAGE
                    ? List.of()
                    : jobs.failedRows(tenantId, job, rows.getLast().line(), PAGE);
        }
        writer.flush();
    }

    /// @param original a record without its line end, in the dialect of the file
    private void line(Writer writer, String original, List<String> added) throws IOException {
        writer.write(original);
        for (String cell : added) {
            writer.write(delimiter);
            writer.write(CsvCell.of(cell, delimiter));
        }
        writer.write(LINE_END);
    }

    private static String joined(List<BulkRowError> errors, Function<BulkRowError, @Nullable String> part) {
        return errors.stream()
                .map(error -> {
                    String text = part.apply(error);
                    return text == null ? "" : text;
                })
                .collect(Collectors.joining("; "));
    }
}
