package io.clientele.launcher.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What the API says about an import.
///
/// @param status queued, running, completed, failed or cancelled
/// @param phase what it does now, in a word
/// @param seconds how long it has run
/// @param rowsPerSecond how fast it runs
/// @param secondsLeft the estimated rest, or -1 when unknown
/// @param errors how many errors there are by code
/// @param failure why the job failed, or empty
public record ImportJob(
        String jobId,
        String operationId,
        String status,
        String phase,
        long read,
        long created,
        long updated,
        long unchanged,
        long duplicates,
        long rejected,
        long totalBytes,
        long readBytes,
        double seconds,
        double rowsPerSecond,
        double secondsLeft,
        List<ErrorCount> errors,
        String failure) {
    public ImportJob {
        errors = List.copyOf(errors);
    }

    /// How many errors of one cause an import met.
    public record ErrorCount(String code, long count, String message) {}

    static ImportJob of(JsonNode job) {
        JsonNode failure = job.path("failure");
        return new ImportJob(
                job.path("job_id").asString(""),
                job.path("operation_id").asString(""),
                job.path("status").asString(""),
                job.path("phase").asString(""),
                job.path("read").asLong(0),
                job.path("created").asLong(0),
                job.path("updated").asLong(0),
                job.path("unchanged").asLong(0),
                job.path("duplicates").asLong(0),
                job.path("rejected").asLong(0),
                job.path("total_bytes").asLong(0),
                job.path("read_bytes").asLong(0),
                job.path("seconds").asDouble(0),
                job.path("rows_per_second").asDouble(0),
                job.path("seconds_left").asDouble(-1),
                StreamSupport.stream(job.path("errors_by_code").spliterator(), false)
                        .map(each -> new ErrorCount(
                                each.path("code").asString(""),
                                each.path("count").asLong(0),
                                each.path("message").asString("")))
                        .toList(),
                failure.isObject()
                        ? failure.path("code").asString("") + ": "
                                + failure.path("message").asString("")
                        : "");
    }

    /// Whether nothing more will happen.
    public boolean finished() {
        return switch (status) {
            case "completed", "failed", "cancelled" -> true;
            default -> false;
        };
    }

    /// Whether it did all that it was asked to.
    public boolean completed() {
        return status.equals("completed");
    }

    /// The rows that met their fate.
    public long done() {
        return created + updated + unchanged + duplicates + rejected;
    }

    /// The ledger as one JSON object for programs.
    public Map<String, Object> ledger() {
        var ledger = new LinkedHashMap<String, Object>();
        ledger.put("job_id", jobId);
        ledger.put("status", status);
        ledger.put("read", read);
        ledger.put("created", created);
        ledger.put("updated", updated);
        ledger.put("unchanged", unchanged);
        ledger.put("duplicates", duplicates);
        ledger.put("rejected", rejected);
        ledger.put("seconds", seconds);
        return ledger;
    }
}
