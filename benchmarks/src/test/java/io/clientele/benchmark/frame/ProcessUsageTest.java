package io.clientele.benchmark.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessUsageTest {
    private static final String STAT =
            "4711 (a (strange) name) S 1 4711 4711 0 -1 4194560 1 2 3 4 150 50 1000 200 20 0 1 0 5 6 7";

    @Test
    void theTimesOfAStatLineAreFoundBehindANameWithBrackets() {
        assertThat(ProcessUsage.own(STAT)).isCloseTo(2.0, within(1e-9));
        assertThat(ProcessUsage.withChildren(STAT)).isCloseTo(14.0, within(1e-9));
    }

    @Test
    void theHighWaterMarkIsReadInBytes() {
        assertThat(ProcessUsage.peak("Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t 1024 kB\n"))
                .isEqualTo(2L << 20);
        assertThat(ProcessUsage.peak("Name:\tkthread\n")).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatRunsHasUsedSomethingAndOneThatDoesNotIsUnknown() {
        long pid = ProcessHandle.current().pid();

        double alone = ProcessUsage.cpuSeconds(pid);

        assertThat(alone).isPositive();
        assertThat(ProcessUsage.treeCpuSeconds(pid)).isGreaterThanOrEqualTo(alone);
        assertThat(ProcessUsage.peakResidentBytes(pid)).isGreaterThan(10L << 20);
        assertThat(ProcessUsage.cpuSeconds(Integer.MAX_VALUE)).isNaN();
        assertThat(ProcessUsage.peakResidentBytes(Integer.MAX_VALUE)).isZero();
    }
}
