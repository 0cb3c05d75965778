package io.clientele.benchmark.vin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.vin.DecodedVin;
import io.clientele.vin.Vin;
import io.clientele.vin.VinDecoder;
import io.clientele.vin.VinReading;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B008")
class VinBenchmarkTest {
    @Test
    void decodesRealTypesAndNotTheSameNumberOverAndOver() {
        VinDecoder decoder = new VinDecoder(Clock.systemUTC());
        List<String> vins = VinMix.of(VinMix.TYPES.size() * 3);

        assertThat(vins).isEqualTo(VinMix.of(VinMix.TYPES.size() * 3));
        assertThat(new HashSet<>(vins)).hasSameSizeAs(vins);
        assertThat(vins).allSatisfy(vin -> assertThat(Vin.parse(vin)).isInstanceOf(VinReading.Read.class));
        for (String type : VinMix.TYPES) {
            String vin = vins.stream()
                    .filter(each -> each.substring(0, 8).equals(type.substring(0, 8)))
                    .findFirst()
                    .orElseThrow();
            DecodedVin decoded = decoder.decode(new Vin(vin));
            if (VinMix.isForNorthAmerica(type)) {
                assertThat(decoded.model()).as(type).isNotNull();
                assertThat(decoded.modelYear()).as(type).isNotNull();
            }
        }
    }

    @Test
    void printsBothRatesBesideWhatIsRequired() throws Exception {
        VinReport report = new VinBenchmark(0, 0, 1, Duration.ofMillis(20)).run();

        assertThat(report.rates()).containsOnlyKeys("decode", "readAndDecode");
        assertThat(report.rates().values())
                .allSatisfy(rate -> assertThat(rate.median()).isPositive());
        assertThat(report.table()).contains("at least 200,000 are required").containsPattern("(met|missed)");
        assertThat(report.json()).contains("\"round_millis\" : 20");
    }
}
