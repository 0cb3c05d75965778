package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// VINs over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B008")
class VinApiIT {
    private final Gateway gateway;
    private final String token;

    VinApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.token = gateway.tenant().admin();
    }

    @Test
    void decodesAsPeopleWriteIt() {
        Answer answer = gateway.get("/api/vins/1hgcm-82633-a004352", token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode vehicle = answer.json();
        assertThat(vehicle.path("make").asString()).isEqualTo("Honda");
        assertThat(vehicle.path("model").asString()).isEqualTo("Accord");
        assertThat(vehicle.path("model_year").asInt()).isEqualTo(2003);
        assertThat(vehicle.path("vehicle_type").asString()).isEqualTo("Passenger Car");
        assertThat(vehicle.path("country").asString()).isEqualTo("US");
        assertThat(vehicle.path("plant").asString()).isEqualTo("Marysville");
        assertThat(vehicle.path("warnings").isEmpty()).isTrue();
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void saysWhatWasMeant() {
        Answer swapped = gateway.get("/api/vins/1HGCM82633A004325", token);
        Answer letter = gateway.get("/api/vins/1HGCM82633AO04352", token);

        assertThat(swapped.status()).isEqualTo(400);
        assertThat(swapped.code()).isEqualTo("VIN_CHECK_DIGIT");
        assertThat(swapped.json().path("errors").path(0).path("expected").asString())
                .isEqualTo("positions 16 and 17 swapped; valid would be 1HGCM82633A004352");
        assertThat(letter.code()).isEqualTo("INVALID_VIN");
        assertThat(letter.json().path("errors").path(0).path("expected").asString())
                .contains("position 12");
    }

    @Test
    void warnsWhereNothingIsCertain() {
        JsonNode vehicle = gateway.get("/api/vins/WVWZZZ1JZ8W000001", token).json();

        assertThat(vehicle.path("make").asString()).isEqualTo("Volkswagen");
        assertThat(vehicle.path("model").isNull()).isTrue();
        assertThat(vehicle.path("warnings").path(0).path("code").asString()).isEqualTo("CHECK_DIGIT");
    }
}
