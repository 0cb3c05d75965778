package io.clientele.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B015")
class TraceContextTest {
    private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void takesOverWhatACallerSends() {
        TraceContext trace = TraceContext.parse(" " + GIVEN).orElseThrow();

        assertThat(trace.traceparent()).isEqualTo(GIVEN);
        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "jane@example.com",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more"
            })
    void refusesWhatIsNoContext(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @Test
    void keepsOfALaterVersionWhatThisOneKnows() {
        assertThat(TraceContext.parse("cc" + GIVEN.substring(2, 53) + "ff-what-comes"))
                .map(TraceContext::traceparent)
                .contains(GIVEN);
    }

    @Test
    void beginsTracesThatAreValidAndDiffer() {
        TraceContext one = TraceContext.begin();

        assertThat(TraceContext.parse(one.traceparent())).contains(one);
        assertThat(TraceContext.begin().traceId()).isNotEqualTo(one.traceId());
    }

    @Test
    void isCurrentWhileItsWorkIsDoneOnly() {
        TraceContext trace = new TraceContext(GIVEN);

        String seen = trace.call(TraceContext::current);

        assertThat(seen).isEqualTo(GIVEN);
        assertThat(TraceContext.current()).isNull();
    }
}
