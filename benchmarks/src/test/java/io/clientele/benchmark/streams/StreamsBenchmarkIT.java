package io.clientele.benchmark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.benchmark.frame.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("REQ-CM-B015")
class StreamsBenchmarkIT {
    /// Two real processes share the work, and the one that captures is killed: the benchmark itself ends where an
    /// event,
    /// an activity or a piece of history is missing or there twice.
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void measuresAndFindsThatNothingIsLostOrRepeatedWhenAnInstanceIsKilled() throws Exception {
        Path root = Path.of(System.getProperty("clientele.root"));
        Path home = root.resolve("benchmarks/target/home");
        List<String> progress = new ArrayList<>();

        StreamsReport report = new StreamsBenchmark(
                        root, home, new StreamsBenchmark.Scale(500, 1000, 1, 50, 1, false), null, progress::add)
                .run();

        assertThat(report.sustained().standings())
                .extracting(Standing::name)
                .containsExactlyInAnyOrder("floor", "Clientele");
        assertThat(report.sustained().standings()).allSatisfy(standing -> {
            assertThat(standing.rows()).isEqualTo(1000);
            assertThat(standing.medianRate()).isPositive();
        });
        assertThat(report.p50Millis()).isPositive();
        assertThat(report.p99Millis()).isGreaterThanOrEqualTo(report.p50Millis());
        assertThat(report.failover().shares())
                .hasSize(2)
                .allSatisfy(share -> assertThat(share).isPositive());
        assertThat(report.requirements()).hasSize(3);
        assertThat(home).isEmptyDirectory();
    }
}
