package io.clientele.vin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// What is expected of the decoder is a table: real types of vehicles, each with a serial number that was made up.
@Tag("REQ-CM-B008")
class VinSpecTest {
    private static final VinDecoder DECODER =
            new VinDecoder(Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest(name = "{0}: {7}")
    @CsvFileSource(resources = "/spec/vin.csv", delimiter = '|', numLinesToSkip = 1)
    void decodes(
            String id,
            String text,
            String make,
            @Nullable String model,
            @Nullable Integer year,
            String country,
            @Nullable String warnings,
            String description) {
        assertThat(Vin.parse(text)).isEqualTo(new VinReading.Read(new Vin(text)));

        DecodedVin decoded = DECODER.decode(new Vin(text));

        assertThat(decoded.make()).isEqualTo(make);
        assertThat(decoded.model()).isEqualTo(model);
        assertThat(decoded.modelYear()).isEqualTo(year);
        assertThat(decoded.country()).isEqualTo(country);
        assertThat(decoded.warnings().stream()
                        .map(warning -> warning.code().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(warnings == null ? "" : warnings);
    }

    @Test
    void tellsWhoBuiltWhatAndWhere() {
        assertThat(DECODER.decode(new Vin("1HGCM82633A004352")))
                .isEqualTo(new DecodedVin(
                        "Honda",
                        "AMERICAN HONDA MOTOR CO., INC.",
                        "Accord",
                        2003,
                        "Passenger Car",
                        "Coupe",
                        "US",
                        "Marysville",
                        List.of()));
    }

    @Test
    void findsWhatContradictsTheVin() {
        DecodedVin accord = DECODER.decode(new Vin("1HGCM82633A004352"));

        assertThat(accord.contradictions("HONDA", 2003)).isEmpty();
        assertThat(accord.contradictions(null, null)).isEmpty();
        assertThat(accord.contradictions(" ", 2004)).as("year of registration").isEmpty();
        assertThat(accord.contradictions("Toyota", 2013).stream().map(VinWarning::code))
                .containsExactly(VinWarning.Code.MAKE_CONTRADICTED, VinWarning.Code.YEAR_CONTRADICTED);
        assertThat(DECODER.decode(new Vin("WVWZZZ1JZ8W000001")).contradictions("vw", 2008))
                .isEmpty();
        assertThat(DECODER.decode(new Vin("TMBJJ7NE7L0000001")).contradictions("Skoda", 2020))
                .isEmpty();
        assertThat(DECODER.decode(new Vin("JTKJF5C73D3000001")).contradictions("Scion", 2013))
                .as("vPIC knows no make Scion")
                .isEmpty();
    }

    @Test
    void fillsOnlyWhatWasLeftEmpty() {
        DecodedVin accord = DECODER.decode(new Vin("1HGCM82633A004352"));

        assertThat(accord.fill(null, "", null)).isEqualTo(new VehicleNames("Honda", "Accord", 2003));
        assertThat(accord.fill("honda", "Accord EX", 2004)).isEqualTo(new VehicleNames("honda", "Accord EX", 2004));
        assertThat(accord.fill("Toyota", null, null))
                .as("no model of another make")
                .isEqualTo(new VehicleNames("Toyota", null, 2003));
    }

    @Test
    void knowsNothingOfAnUnknownMakerButTheCountry() {
        DecodedVin unknown = DECODER.decode(new Vin("XV1000000GA12345A"));

        assertThat(unknown.make()).isNull();
        assertThat(unknown.country()).isEqualTo("RU");
        assertThat(unknown.modelYear()).isEqualTo(2016);
        assertThat(unknown.warnings().stream().map(VinWarning::code))
                .containsExactly(
                        VinWarning.Code.CHECK_DIGIT, VinWarning.Code.UNKNOWN_MANUFACTURER, VinWarning.Code.SERIAL);
    }

    @Test
    void namesWhoSaysThatAYearStandsInTheTenthPlace() throws IOException {
        List<String> makers = Files.readAllLines(Path.of("src/main/resources/io/clientele/vin/makers-elsewhere.csv"));
        String page = Files.readString(Path.of("../docs/vin.md"));

        assertThat(makers.stream().skip(1).map(line -> line.split(",", -1)[3]).filter(source -> !source.isEmpty()))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(page).contains("| `" + source + "` |"));
    }
}
