package io.clientele.vin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REQ-CM-B008")
class VinTest {
    private static final Vin ACCORD = new Vin("1HGCM82633A004352");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1hgcm82633a004352",
                "  1HG CM8 2633A 004352 ",
                "1HG-CM826-3-3A004352",
                "*1HGCM82633A004352*",
                "VIN: 1HGCM82633A004352",
                "1HGCM82633A\u00a0004352\u200b",
                "1HGCM82633A\u2013004352"
            })
    void readsWhatPeopleWrite(String text) {
        assertThat(Vin.parse(text)).isEqualTo(new VinReading.Read(ACCORD));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1HGCM82633A0O4352  | INVALID_VIN     | at position 13 the digit 0 or 1: a VIN has no letter O, Q or I | 1HGCM82633A004352
            IHGCM82633AO04352  | INVALID_VIN     | at positions 1, 12 the digit 0 or 1: a VIN has no letter O, Q or I | 1HGCM82633A004352
            1HGCM82633AQ04353  | INVALID_VIN     | at position 12 the digit 0 or 1: a VIN has no letter O, Q or I | -
            1HGCM82633A00435   | INVALID_VIN     | 17 characters instead of 16               | -
            1HGCM82633A0043522 | INVALID_VIN     | 17 characters instead of 18               | -
            1HGCM82633A004325  | VIN_CHECK_DIGIT | positions 16 and 17 swapped               | 1HGCM82633A004352
            1HGCMB2633A004352  | VIN_CHECK_DIGIT | 8 at position 6                           | 1HGCM82633A004352
            1HGCM82633A004353  | VIN_CHECK_DIGIT | positions 16 and 17 swapped               | 1HGCM82633A004335
            1HGCM82633A004359  | VIN_CHECK_DIGIT | a check digit (position 9) that fits the rest | -
            1HGCM82633A00435É  | INVALID_VIN     | only letters and digits                   | -
            11111111111111111  | INVALID_VIN     | the number of a real vehicle, or nothing  | -
            """)
    void refusesWhatCanNotBeOneAndSaysWhatWasMeant(String text, ProblemCode code, String hint, String meant) {
        assertThat(Vin.parse(text))
                .isEqualTo(new VinReading.Refused(code, hint, meant == null ? List.of() : List.of(new Vin(meant))));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "WVWZZZ1KZ6W000001, a Volkswagen for Europe has Z there",
        "WDB2030461A000001, a Mercedes for Europe has the side of the steering wheel there",
        "3VWZZZ1KZ8M000001, built in Mexico for Europe",
        "LYVUZ10ACLB000001, built in China for Europe",
        "1A9AA11A1AB123001, a maker of few vehicles"
    })
    void refusesNoCheckDigitWhereNoneIsCertain(String text, String description) {
        assertThat(Vin.parse(text)).as(description).isEqualTo(new VinReading.Read(new Vin(text)));
        assertThat(new Vin(text).hasRightCheckDigit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1HGCM82633A004353", "3VWFE21C04M000002", "LFV2A21K9A3000000"})
    void refusesAWrongCheckDigitInNorthAmericaAndChina(String text) {
        assertThat(Vin.parse(text))
                .isInstanceOfSatisfying(
                        VinReading.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.VIN_CHECK_DIGIT));
    }

    @Test
    @Tag("REQ-CM-B017")
    void printsOnlyTheLastFourCharacters() {
        assertThat(ACCORD).hasToString("***4352");
    }
}
