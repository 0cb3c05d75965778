package io.clientele.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.contact.Parsed;
import io.clientele.problem.FieldError;
import io.clientele.vin.VinDecoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B003")
@Tag("REQ-CM-B008")
class VehicleValidationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final String HONDA_OF_2003 = "1HGCM82633A004352";
    private final VehicleValidation validation = new VehicleValidation(new VinDecoder(CLOCK), CLOCK);

    @Test
    void reportsAllErrorsAtOnce() {
        VehicleDraft draft = new VehicleDraft(
                "<script>", " ", 1700, "1HGCM82633A00435", "!!", "x".repeat(41), -1, null, "stolen", "<img src=x>");

        assertThat(validation.validate(draft))
                .isInstanceOfSatisfying(
                        VehicleValidation.Outcome.Rejected.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly(
                                        "/vin",
                                        "/make",
                                        "/model",
                                        "/year",
                                        "/license_plate",
                                        "/color",
                                        "/mileage",
                                        "/status",
                                        "/notes"));
    }

    @Test
    void fillsFromTheVinWhatWasLeftEmpty() {
        VehicleContent content = validation.require(draft("Honda", "Accord", null, " 1hgcm-82633 a004352 "));

        assertThat(content.year()).isEqualTo(2003);
        assertThat(content.vin()).isNotNull().extracting("value").isEqualTo(HONDA_OF_2003);
        assertThat(content.status()).isEqualTo(VehicleStatus.OWNED);
    }

    @Test
    void warnsWhereVinAndCallerDisagreeAndKeepsWhatTheCallerSaid() {
        VehicleContent content = validation.require(draft("Honda", "Accord", 2012, HONDA_OF_2003));

        assertThat(content.year()).isEqualTo(2012);
        assertThat(content.warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo("YEAR_CONTRADICTED");
            assertThat(warning.field()).isEqualTo("year");
            assertThat(warning.message()).contains("2003").doesNotContain(HONDA_OF_2003);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1886, 1981, 2028})
    void takesYearsFromTheFirstCarToTheNextModels(int year) {
        assertThat(validation
                        .require(draft("Benz", "Patent-Motorwagen", year, null))
                        .year())
                .isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({"cabx 123, CABX 123, CABX123", "' ab-12·cd ', AB-12·CD, AB12CD", "ＡＢ１２, AB12, AB12", "ß1, SS1, SS1"})
    void readsPlatesAsPeopleWriteThem(String text, String value, String matchKey) {
        assertThat(LicensePlate.parse(text)).isInstanceOfSatisfying(Parsed.Valid.class, valid -> {
            LicensePlate plate = (LicensePlate) valid.value();
            assertThat(plate.value()).isEqualTo(value);
            assertThat(plate.matchKey()).isEqualTo(matchKey);
            assertThat(plate).hasToString("***");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "A_1", "<b>", "1234567890123456", "A\u0000"})
    void refusesWhatIsNoPlate(String text) {
        assertThat(LicensePlate.parse(text)).isInstanceOf(Parsed.Invalid.class);
    }

    private static VehicleDraft draft(String make, String model, @Nullable Integer year, @Nullable String vin) {
        return new VehicleDraft(make, model, year, vin, null, null, null, null, null, null);
    }
}
