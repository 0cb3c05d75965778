package io.clientele.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends a person full of words that stand nowhere else through every field and every error of the API.
///
/// @param token of an admin of a tenant that has nothing yet
record Canaries(HttpClient http, String api, String token) {
    /// Personal data in the clear: on no disk.
    static final List<String> HIDDEN = List.of(
            "canary.api@",
            "canary.patched@",
            "canary.refused@",
            "canary.path@",
            "canary.header@",
            "9678244",
            "967-8244",
            "9678255",
            "967-8255",
            "1922-04-05",
            "Canaryapistreet",
            "Canaryapifloor",
            "Canaryapicity",
            "H9X 2C8",
            "canaryapinotes",
            "canaryunsafe",
            "canarybroken",
            "canaryreason",
            "canarycolleague@",
            "canaryreferral",
            "canarydescription",
            "canarymetadata",
            "CNRY 123",
            "CNRY123",
            "1HGCM82633A004352",
            "1HGCM82633A004353",
            "canaryvehiclenotes",
            "canaryclue");

    /// The designated field of the search index; in the clear there and nowhere else.
    static final List<String> NAMES = List.of("Canaryapifirst", "Canaryapilast", "Canaryapirefused");

    /// Whatever has one of the words has one of these, so that few passes clear a file. Birth dates are
    /// older than those of the sample file, which lies beside the stores.
    private static final List<String> STEMS =
            List.of("anary", "9678", "967-8", "1921-03-04", "1922-04-05", "H9X 2C", "CNRY", "1HGCM82633A00435");

    static boolean hasStem(String content) {
        return STEMS.stream().anyMatch(content::contains);
    }

    private static final String PERSON = """
            {"email": "canary.api@example.org", "phone": "(416) 967-8244", "phone_secondary": "416-967-8255",
             "first_name": "Canaryapifirst", "last_name": "Canaryapilast", "date_of_birth": "1922-04-05",
             "address_line1": "79 Canaryapistreet", "address_line2": "Canaryapifloor", "city": "Canaryapicity",
             "province": "QC", "postal_code": "H9X 2C8", "notes": "canaryapinotes", "tags": ["fleet"]}""";

    void send() throws IOException, InterruptedException {
        String customer =
                "/api/customers/" + made(call(201, "POST", "/api/customers", PERSON, "Idempotency-Key", "k1"));
        call(201, "POST", "/api/customers", PERSON, "Idempotency-Key", "k1");
        call(422, "POST", "/api/customers", PERSON.replace("canary.api", "canary.refused"), "Idempotency-Key", "k1");
        call(409, "POST", "/api/customers", PERSON.replace("Canaryapifirst", "Canaryapirefused"));
        call(400, "POST", "/api/customers", """
                {"email": "canary.refused@", "phone": "967-8255 967-8255", "first_name": "<script>canaryunsafe</script>",
                 "date_of_birth": "1922-04-05T00", "postal_code": "H9X 2C8 2C8", "last_name": ""}""");
        call(400, "POST", "/api/customers", "{\"notes\": \"canarybroken");
        call(400, "POST", "/api/customers", "{\"canary.refused@example.org\": 1}");
        call(404, "GET", "/api/customers/canary.path@example.org", "");
        call(200, "GET", customer, "", "X-Request-Id", "canary.header@example.org");
        call(200, "PATCH", customer, "{\"email\": \"canary.patched@example.org\"}", "If-Match", "\"v1\"");
        call(412, "PATCH", customer, "{\"email\": \"canary.refused@example.org\"}", "If-Match", "\"v1\"");
        call(200, "POST", "/api/customers/search", "{\"q\": \"canaryclue canary.patched@example.org\"}");
        call(200, "GET", "/api/customers/search?q=canaryclue%20967-8244", "");

        String colleague = made(call(201, "POST", "/api/professionals", "{\"name\": \"Colleague\"}"));
        call(
                200,
                "PATCH",
                "/api/professionals/" + colleague,
                "{\"email\": \"canarycolleague@example.org\"}",
                "If-Match",
                "\"v1\"");
        call(
                201,
                "POST",
                customer + "/referrals",
                "{\"to_professional_id\": \"" + colleague + "\", \"note\": \"canaryreferral\"}");
        call(
                200,
                "PUT",
                customer + "/owner",
                "{\"new_owner_id\": \"" + colleague + "\", \"reason\": \"canaryreason\"}",
                "If-Match",
                "\"v2\"");
        call(
                400,
                "PUT",
                customer + "/owner",
                "{\"new_owner_id\": \"canaryreason\", \"reason\": \"canaryreason\"}",
                "If-Match",
                "\"v3\"");

        String vehicle = made(call(201, "POST", customer + "/vehicles", """
                {"vin": "1HGCM82633A004352", "license_plate": "CNRY 123", "notes": "canaryvehiclenotes", "mileage": 1}"""));
        call(409, "POST", customer + "/vehicles", "{\"vin\": \"1HGCM82633A004352\"}");
        call(
                400,
                "POST",
                customer + "/vehicles",
                "{\"vin\": \"1HGCM82633A004353\", \"license_plate\": \"<b>CNRY 123</b>\"}");
        call(200, "GET", "/api/vins/1HGCM82633A004352", "");
        call(400, "GET", "/api/vins/1HGCM82633A004353", "");
        call(201, "POST", customer + "/activities", """
                {"activity_type": "service", "description": "canarydescription", "metadata": {"canarymetadata": "canarymetadata"},
                 "related_entity_type": "vehicle", "related_entity_id": "%s"}""".formatted(vehicle));
        call(
                400,
                "POST",
                customer + "/activities",
                "{\"activity_type\": \"canarydescription\", \"metadata\": [\"canarymetadata\"]}");
        call(200, "GET", customer + "/activities?q=canarydescription", "");
    }

    private static String made(JsonNode answer) {
        return answer.path(answer.has("professional_id") ? "professional_id" : "id")
                .asString();
    }

    private JsonNode call(int expected, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(expected);
        return JsonMapper.shared().readTree(answer.body());
    }
}
