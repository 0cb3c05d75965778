package io.clientele.launcher.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerValidation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B010")
class SampleFileTest {
    private static final String SEED_7_SHA256 = "a2ed280c2b55f47542e5460d27fa59b232e5d4b5020d1f3ae9a4fa34c9191a77";

    private final CustomerValidation validation =
            new CustomerValidation(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void theSameSeedGivesTheSameBytesForEver() throws Exception {
        byte[] file = csv(new SampleFile.Order(500, 7, 5, 3));

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
                .isEqualTo(SEED_7_SHA256);
        assertThat(csv(new SampleFile.Order(500, 8, 5, 3))).isNotEqualTo(file);
    }

    @Test
    void holdsExactlyTheBadAndRepeatedRowsOrdered() throws Exception {
        var order = new SampleFile.Order(20_000, 42, 5, 3);
        var seen = new HashSet<String>();
        long bad = 0;
        long repeated = 0;

        for (NamedCsvRecord row : rows(csv(order))) {
            switch (validation.validate(draft(row), "CA")) {
                case CustomerValidation.Outcome.Rejected rejected -> bad++;
                case CustomerValidation.Outcome.Accepted accepted -> {
                    if (!seen.add(accepted.content().email().matchKey())) {
                        repeated++;
                    }
                }
            }
        }

        assertThat(bad).isEqualTo(order.bad()).isEqualTo(1000);
        assertThat(repeated).isEqualTo(order.duplicates()).isEqualTo(600);
        assertThat((long) seen.size()).isEqualTo(order.good()).isEqualTo(18_400);
    }

    @Test
    void everyGoodRowIsAcceptedWhereNoneIsSpoiled() throws Exception {
        for (NamedCsvRecord row : rows(csv(new SampleFile.Order(5000, 3, 0, 0)))) {
            assertThat(validation.validate(draft(row), "CA"))
                    .as("line %d", row.getStartingLineNumber())
                    .isInstanceOf(CustomerValidation.Outcome.Accepted.class);
        }
    }

    @Test
    void isMessyAndCanadian() throws Exception {
        String text = new String(csv(new SampleFile.Order(3000, 1, 5, 3)), StandardCharsets.UTF_8);

        assertThat(text)
                .startsWith("First Name,Last Name,E-mail,Mobile phone,")
                .contains("Montréal", "Tremblay", "O'Brien", "ext.", "\u00a0", "\t", "+1", "<script>", "李");
    }

    @Test
    void writesAWorkbookOfTheSameRows() throws Exception {
        var out = new ByteArrayOutputStream();

        var example = SampleFile.write(new SampleFile.Order(50, 1, 5, 3), SampleFile.Format.XLSX, out);

        assertThat(out.toByteArray()).startsWith('P', 'K');
        assertThat(example).isPresent();
    }

    @Test
    void refusesWhatNoFileCanBe() {
        assertThatThrownBy(() -> new SampleFile.Order(0, 1, 5, 3)).hasMessageContaining("rows");
        assertThatThrownBy(() -> new SampleFile.Order(10, 1, 80, 30)).hasMessageContaining("at most 100");
        assertThatThrownBy(() -> SampleFile.write(
                        new SampleFile.Order(2_000_000, 1, 0, 0),
                        SampleFile.Format.XLSX,
                        OutputStream.nullOutputStream()))
                .hasMessageContaining("csv");
    }

    @Test
    void aFileOfOneRowIsGoodWhateverTheDuplicates() {
        var order = new SampleFile.Order(1, 1, 0, 100);

        assertThat(order.duplicates()).isZero();
        assertThat(order.good()).isEqualTo(1);
    }

    private static byte[] csv(SampleFile.Order order) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(SampleFile.write(order, SampleFile.Format.CSV, out)).isPresent();
        return out.toByteArray();
    }

    private static List<NamedCsvRecord> rows(byte[] csv) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(new String(csv, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        }
    }

    private static CustomerDraft draft(NamedCsvRecord row) {
        return new CustomerDraft(
                row.getField("E-mail"),
                row.getField("Mobile phone"),
                row.getField("Home phone"),
                row.getField("First Name"),
                row.getField("Last Name"),
                row.getField("Date of birth"),
                row.getField("Street address"),
                row.getField("Apt / Suite"),
                row.getField("City"),
                row.getField("Province"),
                row.getField("Postal code"),
                row.getField("Country"),
                row.getField("Preferred contact"),
                List.of("yes", "true", "y")
                        .contains(row.getField("Marketing consent").toLowerCase(Locale.ROOT)),
                List.of("yes", "1").contains(row.getField("Newsletter")),
                row.getField("Status"),
                row.getField("Source"),
                row.getField("Notes"),
                row.getField("Tags").isEmpty()
                        ? null
                        : List.of(row.getField("Tags").split("; ")));
    }
}
