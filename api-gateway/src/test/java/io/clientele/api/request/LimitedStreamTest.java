package io.clientele.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B005")
class LimitedStreamTest {
    @Test
    void passesWhatFitsAndRefusesOneByteMore() throws IOException {
        assertThat(limited(8).readAllBytes()).hasSize(8);
        assertThatThrownBy(() -> limited(7).readAllBytes()).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> {
                    InputStream stream = limited(7);
                    while (stream.read() >= 0) {}
                })
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> limited(7).skip(8)).isInstanceOf(ProblemException.class);
    }

    private static InputStream limited(long max) {
        return new LimitedStream(new ByteArrayInputStream(new byte[8]), max, ProblemCode.BODY_TOO_LARGE);
    }

    @Test
    void takesOverNoIdThatCouldBeAnAddressOrBreakALine() {
        assertThat(RequestId.isHarmless("0a-B_c.9")).isTrue();
        assertThat(RequestId.isHarmless("jane@example.com")).isFalse();
        assertThat(RequestId.isHarmless("a\nb")).isFalse();
        assertThat(RequestId.isHarmless("x".repeat(65))).isFalse();
        assertThat(RequestId.isHarmless("")).isFalse();
        assertThat(RequestId.isHarmless(null)).isFalse();
    }
}
