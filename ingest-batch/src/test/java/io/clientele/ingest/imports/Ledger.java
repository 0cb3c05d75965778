package io.clientele.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkRowError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Asserts the whole ledger of an import: every row of the file met exactly the fate that it should have.
final class Ledger {
    private Ledger() {}

    /// Line to codes of every row that was reported.
    static Map<Long, List<String>> codes(ImportWorld world, BulkJob job) {
        return world.jobs.errors(world.admin.tenantId(), job, 0, 0, 100_000).stream()
                .collect(Collectors.groupingBy(
                        BulkRowError::line, TreeMap::new, Collectors.mapping(BulkRowError::code, Collectors.toList())));
    }

    /// @param known addresses that the store had before
    static void assertHolds(ImportWorld world, MessyFile file, BulkJob job, List<String> known) {
        Map<Long, List<String>> expected = new TreeMap<>(file.rejected);
        file.repeats.keySet().forEach(line -> expected.put(line, List.of("DUPLICATE_IN_FILE")));
        known.forEach(email -> expected.put(file.good.get(email), List.of("DUPLICATE_EMAIL")));
        assertThat(codes(world, job)).isEqualTo(expected);
        assertThat(world.jobs.errors(world.admin.tenantId(), job, 0, 0, 100_000))
                .filteredOn(error -> error.code().equals("DUPLICATE_IN_FILE"))
                .allSatisfy(error -> {
                    assertThat(error.message()).contains("Line " + file.repeats.get(error.line()) + " ");
                    assertThat(error.customerId()).isNotNull();
                });
        List<Long> created = world.superuser.queryForList(
                "select operation_row from customer where tenant_id = ? and operation_id = ? order by 1",
                Long.class,
                world.tenant(),
                job.operationId());
        assertThat(created)
                .isEqualTo(file.good.entrySet().stream()
                        .filter(entry -> !known.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .sorted()
                        .toList());
        assertThat(job.status()).isEqualTo("completed");
        assertThat(job.phase()).isEqualTo("finished");
        assertThat(job.staged()).isZero();
        assertThat(job.created()).isEqualTo(created.size());
        assertThat(job.rejected()).isEqualTo(file.rejected.size());
        assertThat(job.duplicates()).isEqualTo(file.repeats.size() + known.size());
        assertThat(job.read()).isEqualTo(job.created() + job.rejected() + job.duplicates());
        assertThat(job.readBytes()).isEqualTo(job.fileBytes());
    }
}
