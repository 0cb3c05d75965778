package io.clientele.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B010")
class CsvBlocksTest {
    private static final CsvDialect COMMA = new CsvDialect(',', '"');
    private static final FileEncoding UTF_8 = new FileEncoding(StandardCharsets.UTF_8, 0);

    @Test
    void numbersRecordsAsAnEditorDoes() throws IOException {
        String text = "a,b\r\n\r\n1,\"two\nlines\"\r\n2,x\r3,\"y\r\nz\r\nw\"\n\n4,end";

        List<SourceRow> rows = rows(text, UTF_8, COMMA, 100);

        assertThat(rows)
                .containsExactly(
                        new SourceRow(1, List.of("a", "b")),
                        new SourceRow(3, List.of("1", "two\nlines")),
                        new SourceRow(5, List.of("2", "x")),
                        new SourceRow(6, List.of("3", "y\r\nz\r\nw")),
                        new SourceRow(10, List.of("4", "end")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void readsTheSameWhateverTheBlock(int maxRecords) throws IOException {
        Random random = new Random(20261122);
        char[] alphabet = {'a', 'é', '"', '"', ',', ',', ' ', '\n', '\r'};
        int compared = 0;
        for (int n = 0; n < 3_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            List<SourceRow> whole = whole(text.toString());
            if (whole != null) {
                compared++;
                assertThat(rows(text.toString(), UTF_8, COMMA, maxRecords))
                        .as(text.toString())
                        .isEqualTo(whole);
            }
        }
        assertThat(compared).isGreaterThan(800);
    }

    @Test
    void goesOnFromAnyBlock() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(i).append(i % 7 == 0 ? ",\"é\n,\"\"x\"\"\"" : ",plain").append(i % 3 == 0 ? "\r\n" : "\n");
        }
        MemoryFile file = new MemoryFile(text.toString().getBytes(StandardCharsets.UTF_8));
        List<SourceRow> all = rows(text.toString(), UTF_8, COMMA, 1000);
        CsvBlocks blocks = new CsvBlocks(file, UTF_8, COMMA, 0, 1);
        List<SourceRow> before = new ArrayList<>();
        for (CsvBlock block = blocks.next(37); block != null; block = blocks.next(37)) {
            before.addAll(SourceRow.of((CsvBlock.Records) block, COMMA));
            List<SourceRow> joined = new ArrayList<>(before);

            joined.addAll(read(
                    new CsvBlocks(
                            new MemoryFile(text.toString().getBytes(StandardCharsets.UTF_8)),
                            UTF_8,
                            COMMA,
                            block.nextByte(),
                            block.nextLine()),
                    COMMA,
                    50));

            assertThat(joined).isEqualTo(all);
        }
    }

    @Test
    void losesOnlyTheLineWhoseQuoteIsNeverClosed() throws IOException {
        CsvBlocks blocks = blocks("a,b\n1,x\n\"2,x\n3,x\n4,x\n");

        assertThat(blocks.next(100)).isEqualTo(new CsvBlock.Records("a,b\n1,x\n", 1, 8, 3));
        assertThat(blocks.next(100)).isEqualTo(new CsvBlock.BrokenQuotes("\"2,x", 3, 13, 4));
        assertThat(blocks.next(100)).isEqualTo(new CsvBlock.Records("3,x\n4,x\n", 4, 21, 6));
        assertThat(blocks.next(100)).isNull();
    }

    @Test
    void losesOnlyTheLineWhoseQuoteEndsInTheMiddleOfAnother() throws IOException {
        CsvBlocks blocks = blocks("\"1,x\r\n2,x\r\n3,\"x\"\r\n4,x\r\n");

        assertThat(blocks.next(100)).isEqualTo(new CsvBlock.BrokenQuotes("\"1,x", 1, 6, 2));
        assertThat(blocks.next(100)).isEqualTo(new CsvBlock.Records("2,x\r\n3,\"x\"\r\n4,x\r\n", 2, 23, 5));
    }

    @Test
    void readsRecordsLargerThanItsReads() throws IOException {
        String big = "x".repeat(1_500_000);
        String text = "a,b\n1,\"" + big + "\"\n2," + big + "\n3,c\n";

        List<SourceRow> rows = rows(text, UTF_8, COMMA, 2);

        assertThat(rows).extracting(SourceRow::line).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows.get(1).fields().get(1)).isEqualTo(big);
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        CsvBlocks blocks = blocks("a,b\n" + "x".repeat(2 * CsvBlocks.MAX_RECORD_BYTES));

        blocks.next(100);

        assertThatThrownBy(() -> blocks.next(100))
                .isInstanceOf(LineTooLongException.class)
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void readsEveryCharacterSet(String name) throws IOException {
        Charset charset = Charset.forName(name);
        String text = "prénom;ville\r\nZoé;\"Trois-Rivières;\nQC\"\r\nRené;Sept-Îles\r\n";
        MemoryFile file = new MemoryFile(text.getBytes(charset));
        FileEncoding encoding = FileEncoding.detect(file);
        CsvDialect dialect = CsvDialect.detect(text, null, fields -> 0);

        List<SourceRow> rows = read(new CsvBlocks(file, encoding, dialect, encoding.bomBytes(), 1), dialect, 1);

        assertThat(encoding.charset()).isEqualTo(charset);
        assertThat(rows)
                .containsExactly(
                        new SourceRow(1, List.of("prénom", "ville")),
                        new SourceRow(2, List.of("Zoé", "Trois-Rivières;\nQC")),
                        new SourceRow(4, List.of("René", "Sept-Îles")));
    }

    @Test
    void leavesBlankRowsOut() throws IOException {
        assertThat(rows("a,b\n,\n \t, \n\n1,2\n", UTF_8, COMMA, 10))
                .containsExactly(new SourceRow(1, List.of("a", "b")), new SourceRow(5, List.of("1", "2")));
    }

    /// What FastCSV reads in one go; null where the text's quotes are broken.
    private static List<SourceRow> whole(String text) {
        List<SourceRow> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                if (!record.getFields().stream().allMatch(String::isBlank)) {
                    rows.add(new SourceRow(record.getStartingLineNumber(), record.getFields()));
                }
            }
            return rows;
        } catch (CsvParseException | IOException broken) {
            return null;
        }
    }

    private static CsvBlocks blocks(String text) throws IOException {
        return new CsvBlocks(new MemoryFile(text.getBytes(StandardCharsets.UTF_8)), UTF_8, COMMA, 0, 1);
    }

    private static List<SourceRow> rows(String text, FileEncoding encoding, CsvDialect dialect, int maxRecords)
            throws IOException {
        MemoryFile file = new MemoryFile(text.getBytes(encoding.charset()));
        return read(new CsvBlocks(file, encoding, dialect, 0, 1), dialect, maxRecords);
    }

    private static List<SourceRow> read(CsvBlocks blocks, CsvDialect dialect, int maxRecords) throws IOException {
        List<SourceRow> rows = new ArrayList<>();
        for (CsvBlock block = blocks.next(maxRecords); block != null; block = blocks.next(maxRecords)) {
            rows.addAll(SourceRow.of((CsvBlock.Records) block, dialect));
        }
        return rows;
    }
}
