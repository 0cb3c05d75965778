package io.clientele.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SHORT_LIFE = Duration.ofSeconds(2);

    private final Backoff backoff = new Backoff();

    @Test
    void growsUpToItsLimit() {
        var waits = Stream.generate(() -> backoff.after(SHORT_LIFE)).limit(9).toList();

        assertThat(waits).isSorted().startsWith(Backoff.FIRST, Backoff.FIRST.multipliedBy(2));
        assertThat(waits.getLast()).isEqualTo(Backoff.LONGEST);
    }

    @Test
    void startsAfreshAfterAGoodLife() {
        Stream.generate(() -> backoff.after(SHORT_LIFE))
                .limit(6)
                .forEach(wait -> assertThat(wait).isPositive());

        assertThat(backoff.after(Backoff.GOOD_LIFE)).isEqualTo(Backoff.FIRST);
    }
}
