package io.clientele.benchmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("REQ-CM-B005")
class ApiBenchmarkIT {
    private static final int REQUESTS = 60;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void bothWaysAnswerRightlyAndAreMeasured() throws Exception {
        Path root = Path.of(System.getProperty("clientele.root"));
        Path home = root.resolve("benchmarks/target/api-home");
        List<String> progress = new ArrayList<>();

        ApiReport report = new ApiBenchmark(root, home, REQUESTS, 4, 2, 1, false, null, progress::add).run();

        assertThat(List.of(report.read(), report.create())).allSatisfy(figures -> {
            assertThat(figures).extracting(Figures::name).containsExactly("floor", "Clientele");
            assertThat(figures).allSatisfy(way -> {
                assertThat(way.rate().least()).isPositive();
                assertThat(way.p99().median()).isGreaterThanOrEqualTo(way.p50().median());
                assertThat(way.clientCpu().most()).isPositive();
                assertThat(way.ofParse()).isNull();
            });
            assertThat(figures.getFirst().ofFloor().most()).isEqualTo(1);
        });
        assertThat(report.requirements()).hasSize(4);
        assertThat(report.table()).contains("fsync on", "read: requests/s, of the floor's", "replication slot");
        assertThat(report.json()).contains("\"p99_of_floor\"");
        // Three runs that create, in which every answer and every row was verified.
        assertThat(progress)
                .filteredOn(line -> line.contains("Clientele, create"))
                .hasSize(3);
        assertThat(home).isEmptyDirectory();
    }
}
