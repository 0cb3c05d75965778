package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataVersionTest {

    @ParameterizedTest
    @CsvSource({
        "18,    18.6.0, true",
        "17,    18.6.0, false",
        "19,    18.6.0, false",
        "4.3.1, 4.3.1,  true",
        "4.2.0, 4.3.1,  true",
        "4.3.0, 4.3.1,  true",
        "4.3.2, 4.3.1,  false",
        "4.4.0, 4.3.1,  false",
        "3.9.1, 4.3.1,  false",
        "'',    4.3.1,  false",
        "x,     4.3.1,  false"
    })
    void readsDataOfTheSameMajorVersionAndNoneNewer(String written, String programs, boolean readable) {
        assertThat(DataVersion.readable(written, programs)).isEqualTo(readable);
    }
}
