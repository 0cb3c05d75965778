package io.clientele.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.ImportOptions;
import io.clientele.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B010")
class BulkViewsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static BulkJob job(
            String status, long readBytes, long read, long staged, Instant started, Instant finished) {
        ImportOptions options = ImportOptions.csv(Map.of(), null, null);
        return new BulkJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "import",
                status,
                "x",
                false,
                options,
                null,
                1000,
                new byte[0],
                0,
                readBytes,
                read,
                staged,
                read - staged,
                0,
                0,
                0,
                0,
                UUID.randomUUID(),
                START,
                started,
                null,
                finished,
                null,
                null);
    }

    @Test
    void saysNothingBeforeTheJobBegins() {
        Pace pace = Pace.of(job("queued", 0, 0, 0, null, null), START.plusSeconds(9));

        assertThat(pace).isEqualTo(new Pace(null, null, null));
    }

    @Test
    void estimatesFromReadingAndMerging() {
        // 100 of 200 rows read and merged in 10 s: as long again.
        assertThat(Pace.of(job("running", 500, 100, 0, START, null), START.plusSeconds(10)))
                .isEqualTo(new Pace(10.0, 10.0, 10.0));
        // All 100 read in 10 s, none merged: as long again.
        assertThat(Pace.of(job("running", 1000, 100, 100, START, null), START.plusSeconds(10)))
                .isEqualTo(new Pace(10.0, 10.0, 10.0));
    }

    @Test
    void keepsTheTimeOfAJobThatIsOver() {
        assertThat(Pace.of(job("completed", 1000, 100, 0, START, START.plusSeconds(4)), START.plusSeconds(999)))
                .isEqualTo(new Pace(25.0, 4.0, 0.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain      | plain",
                "a,b        | \"a,b\"",
                "say \"x\"  | \"say \"\"x\"\"\"",
                "=1+2       | '=1+2",
                "@SUM(A1)   | '@SUM(A1)",
                "+cmd,x     | \"'+cmd,x\""
            })
    void writesCellsThatNoSpreadsheetRuns(String value, String cell) {
        assertThat(CsvCell.of(value, ',')).isEqualTo(cell);
    }

    @Test
    void takesTheFieldsOfACustomerInMappings() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("Street", "address_line1");
        columns.put("Other", null);

        assertThat(new ColumnMapping(columns).checked()).isEqualTo(columns);
        assertThat(ColumnMapping.FIELDS).contains("email", "postal_code", "tags", "preferred_contact_method");
    }

    @Test
    void reportsAllErrorsOfAMappingAtOnce() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("A", "email");
        columns.put("B/C", "email");
        columns.put("D", "emial");

        assertThatThrownBy(() -> new ColumnMapping(columns).checked())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(error -> error.pointer() + " " + error.code())
                                .containsExactly("/columns/B~1C INVALID_CHOICE", "/columns/D UNKNOWN_FIELD"));
    }

    @Test
    void readsItsOwnCursorsOnly() {
        assertThat(ErrorCursor.parse("12.3").text()).isEqualTo("12.3");
        assertThat(ErrorCursor.parse(null)).isEqualTo(new ErrorCursor(0, 0));
        assertThatThrownBy(() -> ErrorCursor.parse("12")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ErrorCursor.parse("1'.1")).isInstanceOf(ProblemException.class);
    }
}
