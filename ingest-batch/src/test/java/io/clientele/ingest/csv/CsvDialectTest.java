package io.clientele.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B010")
class CsvDialectTest {
    private static final Set<String> KNOWN = Set.of("email", "phone", "city");

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void findsTheDelimiterByTheHeaders(char delimiter) {
        String sample = "email,phone,city\na@b.ca,\"1, 2; 3\",X|Y\n"
                .replace("email,phone,city", "email%sphone%scity")
                .replace("%s", String.valueOf(delimiter));

        assertThat(CsvDialect.detect(sample, null, CsvDialectTest::known)).isEqualTo(new CsvDialect(delimiter, '"'));
    }

    @Test
    void findsTheDelimiterByEvenRowsWhereNoHeaderIsKnown() {
        assertThat(CsvDialect.detect("foo;bar\n1,5;2\n3,7;4\n8;9,1\n", null, fields -> 0))
                .isEqualTo(new CsvDialect(';', '"'));
    }

    @Test
    void takesTheDelimiterThatWasSaid() {
        assertThat(CsvDialect.detect("email,phone\n", '#', CsvDialectTest::known)
                        .delimiter())
                .isEqualTo('#');
    }

    @Test
    void findsTheSingleQuote() {
        assertThat(CsvDialect.detect("'email','phone'\n'a','b, c'\n", null, CsvDialectTest::known))
                .isEqualTo(new CsvDialect(',', '\''));
        assertThat(CsvDialect.detect("email,phone\nO'Brien,'x'\n", null, CsvDialectTest::known)
                        .quote())
                .isEqualTo('"');
    }

    private static int known(List<String> fields) {
        return (int) fields.stream().filter(KNOWN::contains).count();
    }
}
