package io.clientele.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.benchmark.frame.Report;
import io.clientele.benchmark.frame.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("REQ-CM-B010")
class ImportBenchmarkIT {
    private static final int ROWS = 2000;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void allThreeWaysImportTheSameRowsAndAreMeasured() throws Exception {
        Path root = Path.of(System.getProperty("clientele.root"));
        Path home = root.resolve("benchmarks/target/home");
        List<String> progress = new ArrayList<>();

        Report report = new ImportBenchmark(root, home, ROWS, 1, null, progress::add).run();

        assertThat(report.standings())
                .extracting(Standing::name)
                .containsExactlyInAnyOrder("floor", "Spring Batch", "Clientele");
        assertThat(report.standings()).allSatisfy(standing -> {
            assertThat(standing.rows()).isEqualTo(ROWS);
            assertThat(standing.medianRate()).isPositive();
            assertThat(standing.ratioToFloor()).isPositive();
            assertThat(standing.serverCpuSeconds()).isPositive();
            assertThat(standing.peakMegabytes()).isPositive();
        });
        assertThat(report.conditions()).containsEntry("fsync", "on").containsEntry("rows", "2,000");
        assertThat(progress).anySatisfy(line -> assertThat(line).contains("warm-up, floor"));
        assertThat(home).isEmptyDirectory();
    }
}
