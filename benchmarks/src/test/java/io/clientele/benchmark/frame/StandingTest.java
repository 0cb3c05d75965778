package io.clientele.benchmark.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
    private record Named(String name) implements Contender {
        @Override
        public String what() {
            return "does " + name;
        }

        @Override
        public long run() {
            return 1000;
        }

        @Override
        public List<Long> clients() {
            return List.of(1L);
        }
    }

    private static Measurement run(double seconds, long peakMegabytes) {
        return new Measurement(1000, seconds, seconds / 2, seconds / 4, peakMegabytes << 20);
    }

    @Test
    void theMiddleRunCountsAndTheSpreadIsPartOfIt() {
        Standing standing = Standing.of(new Named("x"), List.of(run(1, 10), run(4, 30), run(2, 20)), 2000);

        assertThat(standing.medianRate()).isEqualTo(500);
        assertThat(standing.ratioToFloor()).isEqualTo(0.25);
        assertThat(standing.spreadPercent()).isCloseTo(150, within(1e-9)); // 1000 to 250, of 500
        assertThat(standing.wallSeconds()).isEqualTo(2);
        assertThat(standing.clientCpuSeconds()).isEqualTo(1);
        assertThat(standing.serverCpuSeconds()).isEqualTo(0.5);
        assertThat(standing.peakMegabytes()).isEqualTo(30);
        assertThat(standing.runs()).isEqualTo(3);
    }

    @Test
    void ofAnEvenNumberOfRunsTheMeanOfTheTwoInTheMiddleCounts() {
        Standing standing = Standing.of(new Named("x"), List.of(run(1, 1), run(2, 1), run(4, 1), run(10, 1)), 375);

        assertThat(standing.medianRate()).isEqualTo(375);
        assertThat(standing.ratioToFloor()).isEqualTo(1);
        assertThat(standing.wallSeconds()).isEqualTo(3);
    }

    @Test
    void theTableSaysWhatAFigureDependsOn() {
        Machine machine = new Machine(0.5, 2, "Temurin 25", "Linux amd64");
        Standing standing = Standing.of(new Named("floor"), List.of(run(0.02, 200)), 50_000);
        Report report = new Report("import", Map.of("fsync", "on"), machine, machine, List.of(standing));

        assertThat(report.table())
                .contains("fsync on", "2 cores", "load average 0.50", "Temurin 25", "Linux amd64")
                .containsPattern("floor +50,000 +1\\.00 +0 % +0\\.02 +0\\.01 +0\\.01 +200")
                .contains("floor: does floor");
    }

    @Test
    void whatTheSystemDoesNotTellIsADash() {
        Machine machine = new Machine(-1, 2, "Temurin 25", "Mac OS X aarch64");
        Measurement run = new Measurement(1000, 1, Double.NaN, Double.NaN, 0);
        Report report = new Report(
                "import", Map.of(), machine, machine, List.of(Standing.of(new Named("floor"), List.of(run), 1000)));

        assertThat(report.table()).contains("load average - before").containsPattern("floor .* +- +- +-\\R");
    }

    @Test
    void theJsonHasEveryFigureUnderASnakeCaseName() {
        Machine machine = new Machine(0.5, 2, "Temurin 25", "Linux amd64");
        Standing standing = Standing.of(new Named("floor"), List.of(run(1, 200)), 1000);

        assertThat(new Report("import", Map.of("fsync", "on"), machine, machine, List.of(standing)).json())
                .contains("\"load_average\"", "\"median_rate\"", "\"ratio_to_floor\"", "\"peak_megabytes\"")
                .contains("\"client_cpu_seconds\"", "\"server_cpu_seconds\"", "\"fsync\"");
    }

    @Test
    void aMachineIsBusyWhenMoreWantsToRunThanThereAreCores() {
        assertThat(new Machine(2.1, 2, "", "").busy()).isTrue();
        assertThat(new Machine(2.0, 2, "", "").busy()).isFalse();
        assertThat(new Machine(-1, 2, "", "").busy()).isFalse();
    }
}
