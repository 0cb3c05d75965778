package io.clientele.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B010")
class CsvTextTest {
    private static final CsvDialect COMMA = new CsvDialect(',', '"');

    @Test
    void padsToTheHeadersWidthAndQuotesWhatNeedsIt() {
        assertThat(CsvText.record(List.of("a,b", "say \"x\"", "", " y"), COMMA, 6))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",,\" y\",,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+14165550100", "=1+1", "-5", "@x", "plain", "'quoted", "'", "", "two\nlines", "'=x"})
    void readsBackWhatItWrote(String value) {
        String text = CsvText.record(List.of("first", value), COMMA, 2);

        List<String> fields = SourceRow.of(new CsvBlock.Records(text, 1, 0, 2), COMMA)
                .getFirst()
                .fields();

        assertThat(CsvText.unguarded(fields.get(1))).isEqualTo(CsvText.unguarded(value));
    }

    @Test
    void guardsFormulas() {
        assertThat(CsvText.record(List.of("=cmd", "+1", "-1", "@a", "\tx"), COMMA, 5))
                .isEqualTo("'=cmd,'+1,'-1,'@a,'\tx");
        assertThat(CsvText.record(List.of("\uFF1D1", "\uFF0B1", "x=1"), COMMA, 3))
                .isEqualTo("'\uFF1D1,'\uFF0B1,x=1");
    }
}
