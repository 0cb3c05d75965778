package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Vehicles over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B003")
@Tag("REQ-CM-B008")
class VehicleApiIT {
    private static final String HONDA_OF_2003 = "1HGCM82633A004352";
    private final Gateway gateway;
    private final TestTenant tenant;
    private final String customer;

    VehicleApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        this.customer = customer("one@example.com");
    }

    @Test
    void addsReadsAndListsAVehicle() {
        Answer added = add("""
                {"make": "Honda", "model": "Accord", "vin": "1hgcm826 33a004352", "license_plate": "cabx 123",
                 "year": 2012, "color": "red", "mileage": 120000, "notes": "smells of dog"}""");
        Answer second = add("""
                {"make": "Honda", "model": "Fit", "year": 2018}""");

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.header("ETag")).isEqualTo("\"v1\"");
        assertThat(added.json().path("vin").asString()).isEqualTo(HONDA_OF_2003);
        assertThat(added.json().path("is_primary").asBoolean()).isTrue();
        assertThat(warnings(added)).contains("YEAR_CONTRADICTED");
        assertThat(second.json().path("is_primary").asBoolean()).isFalse();
        assertThat(second.json().path("warnings")).isEmpty();
        Answer read = gateway.get(added.header("Location"), tenant.admin());
        assertThat(read.json().path("license_plate").asString()).isEqualTo("CABX 123");
        assertThat(gateway.get(added.header("Location"), tenant.admin(), "If-None-Match", "\"v1\"")
                        .status())
                .isEqualTo(304);
        JsonNode listed = gateway.get(customer + "/vehicles", tenant.admin()).json();
        assertThat(listed.path("vehicles")).hasSize(2);
        assertThat(listed.at("/vehicles/0")).isEqualTo(read.json());
    }

    @Test
    void reportsAllErrorsOfABodyAtOnce() {
        Answer wrong = add("""
                {"make": "<b>", "year": 3000, "vin": "1HG", "mileage": -1, "status": "stolen"}""");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(pointers(wrong)).containsExactly("/vin", "/make", "/model", "/year", "/mileage", "/status");
        assertThat(add("{\"make\": \"Honda\", \"wheels\": 4}").code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(add("{\"make\": \"Honda\", \"model\": \"Fit\", \"year\": 2018.5}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        Answer added = add("""
                {"make": "Honda", "model": "Fit", "year": 2018, "color": "red", "mileage": 5}""");
        String path = added.header("Location");

        Answer blind = patch(path, "{\"color\": null}", null);
        Answer patched = patch(path, "{\"color\": null, \"mileage\": 3}", "\"v1\"");
        Answer stale = patch(path, "{\"color\": \"blue\"}", "\"v1\"");
        Answer unknown = patch(path, "{\"wheels\": null}", "\"v2\"");
        Answer list = patch(path, "[]", "\"v2\"");
        Answer replaced = gateway.send(
                "PUT",
                path,
                tenant.admin(),
                "{\"make\": \"Honda\", \"model\": \"Jazz\", \"year\": 2018}",
                "If-Match",
                "\"v2\"");

        assertThat(blind.status()).isEqualTo(428);
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.header("ETag")).isEqualTo("\"v2\"");
        assertThat(patched.json().path("color").isNull()).isTrue();
        assertThat(patched.json().path("model").asString()).isEqualTo("Fit");
        assertThat(warnings(patched)).containsExactly("MILEAGE_BACKWARDS");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(list.status()).isEqualTo(400);
        assertThat(replaced.json().path("mileage").isNull()).isTrue();
        assertThat(replaced.json().path("is_primary").asBoolean()).isTrue();
        assertThat(gateway.send("DELETE", path, tenant.admin(), "", "If-Match", "\"v3\"")
                        .status())
                .isEqualTo(204);
        assertThat(gateway.get(path, tenant.admin()).json().path("detail").asString())
                .contains("removed");
    }

    @Test
    void saysWhereTheVinIsAlready() {
        Answer added = add("{\"make\": \"Honda\", \"model\": \"Accord\", \"vin\": \"" + HONDA_OF_2003 + "\"}");
        Answer again = add("{\"make\": \"Honda\", \"model\": \"Accord\", \"vin\": \"" + HONDA_OF_2003 + "\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("DUPLICATE_VIN");
        assertThat(pointers(again)).containsExactly("/vin");
        assertThat(again.json().at("/see/vehicle_id").asString())
                .isEqualTo(added.json().path("id").asString());
        assertThat(again.json().at("/see/customer_id").asString())
                .isEqualTo(added.json().path("customer_id").asString());
    }

    @Test
    void changesHandsWithItsHistory() {
        Answer added = add("{\"make\": \"Honda\", \"model\": \"Fit\", \"year\": 2018, \"mileage\": 7}");
        String other = customer("two@example.com");
        String otherId = other.substring(other.lastIndexOf('/') + 1);
        String transfer = "{\"to_customer_id\": \"%s\", \"reason\": \"sold it\"}".formatted(otherId);

        Answer moved = gateway.send(
                "POST", added.header("Location") + "/transfer", tenant.admin(), transfer, "If-Match", "\"v1\"");
        Answer gone = gateway.get(added.header("Location"), tenant.admin());

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(moved.header("Content-Location"))
                .isEqualTo(other + "/vehicles/" + added.json().path("id").asString());
        assertThat(moved.json().path("customer_id").asString()).isEqualTo(otherId);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().at("/see/customer_id").asString()).isEqualTo(otherId);
        List<String> story = new ArrayList<>();
        String next = moved.header("Content-Location") + "/history?limit=1";
        while (!next.isEmpty()) {
            Answer page = gateway.get(next, tenant.admin());
            page.json()
                    .path("entries")
                    .forEach(entry -> story.add(entry.path("type").asString()));
            Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
            next = link.matches() ? link.group(1) : "";
        }
        assertThat(story).hasSize(3).startsWith("keeper").contains("mileage");
    }

    private Answer add(String body) {
        return gateway.send("POST", customer + "/vehicles", tenant.admin(), body);
    }

    private Answer patch(String path, String body, String version) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/merge-patch+json"));
        if (version != null) {
            headers.addAll(List.of("If-Match", version));
        }
        return gateway.send(
                "PATCH", path, tenant.admin(), BodyPublishers.ofString(body), headers.toArray(String[]::new));
    }

    private String customer(String email) {
        Answer created = gateway.send("POST", "/api/customers", tenant.admin(), """
                {"email": "%s", "phone": "416-555-0134", "first_name": "A", "last_name": "B"}""".formatted(email));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.header("Location");
    }

    private static List<String> warnings(Answer answer) {
        return texts(answer.json().path("warnings"), "code");
    }

    private static List<String> pointers(Answer answer) {
        return texts(answer.json().path("errors"), "pointer");
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(item -> item.path(field).asString()).toList();
    }
}
