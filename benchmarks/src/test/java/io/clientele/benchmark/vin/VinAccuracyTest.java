package io.clientele.benchmark.vin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.benchmark.vin.RealVin.Part;
import io.clientele.vin.Vin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B008")
class VinAccuracyTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void decodesRealVinsAsOftenAsRequired() {
        VinAccuracy accuracy = VinAccuracy.of(RealVin.all(), CLOCK);

        VinAccuracy.Figures test = accuracy.figures().get(Part.TEST);
        assertThat(test.make().part()).isGreaterThanOrEqualTo(VinAccuracy.MAKE);
        assertThat(test.modelYear().part()).isGreaterThanOrEqualTo(VinAccuracy.MODEL_YEAR);
        assertThat(test.model().part()).isGreaterThanOrEqualTo(VinAccuracy.MODEL);
        assertThat(accuracy.figures())
                .as("docs/vin.md and docs/benchmarks.md have these figures")
                .containsEntry(
                        Part.DEVELOPMENT,
                        new VinAccuracy.Figures(
                                new Share(270, 270), new Share(270, 270), new Share(196, 199), new Share(187, 199)))
                .containsEntry(
                        Part.TEST,
                        new VinAccuracy.Figures(
                                new Share(368, 368), new Share(368, 368), new Share(291, 297), new Share(276, 297)));
        assertThat(accuracy.table()).contains("development", "model without trim", "Missed in the test part");
        assertThat(accuracy.json()).contains("\"model_without_trim\"");
    }

    @Test
    void knowsEachVehicleOnceAndOnlyByAnUndamagedNumber() {
        List<RealVin> all = RealVin.all();

        assertThat(all).hasSizeGreaterThan(600).extracting(RealVin::vin).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(vehicle -> {
            assertThat(vehicle.vin().hasRightCheckDigit()).isTrue();
            assertThat(vehicle.year()).isBetween(1981, 2026);
            assertThat(vehicle.make()).isNotBlank();
        });
    }

    @Test
    void countsAndListsWhatIsNotAsTheSourceSays() {
        Vin accord = new Vin("1HGCM82633A004352");
        List<RealVin> vehicles = new ArrayList<>();
        for (Part part : Part.values()) {
            vehicles.add(new RealVin(part, "auction", accord, 2003, "HONDA", "Accord", "EX V-6"));
            vehicles.add(new RealVin(part, "auction", accord, 2004, "Acura", "Civic", "Accordion"));
            vehicles.add(new RealVin(part, "listing", accord, 2003, "honda", "", ""));
        }

        VinAccuracy accuracy = VinAccuracy.of(vehicles, CLOCK);

        assertThat(accuracy.figures().get(Part.TEST))
                .isEqualTo(new VinAccuracy.Figures(new Share(2, 3), new Share(2, 3), new Share(1, 2), new Share(1, 2)));
        assertThat(accuracy.missed().get(Part.TEST))
                .containsExactly("1HGCM82633A 2004 Acura Civic Accordion -> 2003 Honda Accord");
    }

    @ParameterizedTest
    @CsvSource({
        "Civic, Civic LX, true",
        "IS 250, IS, true",
        "F-350 Super Duty, F-350, true",
        "F150, f 150, true",
        "Town & Country, Town and Country, true",
        "Citroën, CITROEN, true",
        "Cherokee, Grand Cherokee, false",
        "M-Class, ML-Class, false",
        "Grand Caravan, Caravan/Grand Caravan, false",
        "Mazda6, Mazda626, false",
        "Accord, Accordion, false",
        "3 Series, 335i, false"
    })
    void takesTwoNamesForOneModelOnlyWhenOneIsTheOtherAndMore(String one, String other, boolean agree) {
        assertThat(ModelName.of(one).agrees(ModelName.of(other))).isEqualTo(agree);
        assertThat(ModelName.of(other).agrees(ModelName.of(one))).isEqualTo(agree);
    }

    @Test
    void saysBetweenWhatAShareLies() {
        // Newcombe 1998, table I: 81 of 263 and 0 of 20, by Wilson's method without correction.
        assertThat(new Share(81, 263).least()).isCloseTo(0.2553, within(0.00005));
        assertThat(new Share(81, 263).most()).isCloseTo(0.3662, within(0.00005));
        assertThat(new Share(0, 20).least()).isCloseTo(0, within(0.00005));
        assertThat(new Share(0, 20).most()).isCloseTo(0.1611, within(0.00005));
    }
}
