package io.clientele.benchmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.benchmark.frame.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Figures.Rounds rounds(double... seconds) {
        List<Measurement> measurements = Arrays.stream(seconds)
                .mapToObj(each -> new Measurement(1000, each, each / 2, each / 4, 0))
                .toList();
        List<Latencies> latencies = Arrays.stream(seconds)
                .mapToObj(each -> new Latencies(new long[] {(long) (each * 1e9)}))
                .toList();
        return new Figures.Rounds(measurements, latencies);
    }

    @Test
    void ratiosAreTakenWithinARound() {
        Figures figures = Figures.of("x", rounds(2, 40, 3), rounds(1, 10, 1), rounds(8, 400, 18));

        assertThat(figures.ofFloor().median()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(figures.ofFloor().least()).isEqualTo(0.25);
        assertThat(figures.ofFloor().most()).isEqualTo(0.5);
        assertThat(figures.p99OfFloor().median()).isCloseTo(3, within(1e-9));
        assertThat(figures.ofParse())
                .satisfies(parse -> assertThat(parse.median()).isCloseTo(6, within(1e-9)));
        assertThat(figures.clientCpu().median()).isCloseTo(1.5, within(1e-9));
        assertThat(Requirement.of("read", figures, 0.3))
                .extracting(Requirement::isMet)
                .containsExactly(true, false, true);
    }

    @Test
    void percentilesAreThoseOfTheNearestRank() {
        Latencies latencies = new Latencies(LongStream.rangeClosed(1, 200)
                .map(each -> (201 - each) * 1_000_000)
                .toArray());

        assertThat(latencies.percentile(50)).isEqualTo(100);
        assertThat(latencies.percentile(99)).isEqualTo(198);
        assertThat(latencies.percentile(100)).isEqualTo(200);
    }
}
