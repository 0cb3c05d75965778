package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B005")
class CustomerApiIT {
    private final Gateway gateway;

    CustomerApiIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private static String customer(String email) {
        return """
                {"email": "%s", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien",
                 "city": "Toronto", "province": "ON", "postal_code": "k1a0b1", "tags": ["vip"]}""".formatted(email);
    }

    @Test
    void createsACustomerAndReadsItBack() {
        TestTenant tenant = gateway.tenant();

        Answer created = gateway.send("POST", "/api/customers", tenant.admin(), customer("Zoe@Example.com"));
        Answer read = gateway.get(created.header("Location"), tenant.admin());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"v1\"");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.json().path("email").asString()).isEqualToIgnoringCase("zoe@example.com");
        assertThat(read.json().path("phone").asString()).isEqualTo("+14165550134");
        assertThat(read.json().path("postal_code").asString()).isEqualTo("K1A 0B1");
        assertThat(read.json().path("country").asString()).isEqualTo("CA");
        assertThat(read.json().has("notes"))
                .as("fields without a value are there as null")
                .isTrue();
        assertThat(read.json().path("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(read.header("Cache-Control")).contains("no-store");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void answersNotModifiedForAKnownTag() {
        TestTenant tenant = gateway.tenant();
        Answer created = gateway.send("POST", "/api/customers", tenant.admin(), customer("a@example.com"));

        Answer again = gateway.get(created.header("Location"), tenant.admin(), "If-None-Match", created.header("ETag"));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    @Tag("REQ-CM-B013")
    void reportsAllErrorsAtOnceWithoutRepeatingAValue() {
        TestTenant tenant = gateway.tenant();

        Answer refused = gateway.send("POST", "/api/customers", tenant.admin(), """
                {"email": "canary-mail", "phone": "canary-phone", "first_name": "<script>canary", "country": "CA",
                 "postal_code": "canary-code", "date_of_birth": "canary-date"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        List<String> pointers = new ArrayList<>();
        for (JsonNode error : refused.json().path("errors")) {
            pointers.add(
                    error.path("pointer").asString() + " " + error.path("code").asString());
        }
        assertThat(pointers)
                .containsExactlyInAnyOrder(
                        "/email INVALID_EMAIL",
                        "/phone INVALID_PHONE",
                        "/first_name UNSAFE_TEXT",
                        "/last_name REQUIRED",
                        "/postal_code INVALID_POSTAL_CODE",
                        "/date_of_birth INVALID_DATE");
        assertThat(refused.body()).doesNotContain("canary");
        assertThat(refused.json().path("type").asString()).isEqualTo("urn:clientele:problem:malformed-request");
        assertThat(refused.json().path("status").asInt()).isEqualTo(400);
        assertThat(refused.json().path("request_id").asString()).isEqualTo(refused.header("X-Request-Id"));
    }

    @Test
    @Tag("REQ-CM-B013")
    void refusesBodiesThatAreNotWhatIsAskedFor() {
        TestTenant tenant = gateway.tenant();
        String path = "/api/customers";

        Answer unknown = gateway.send("POST", path, tenant.admin(), "{\"email\":\"a@example.com\",\"canary\":1}");
        Answer wrongType = gateway.send("POST", path, tenant.admin(), "{\"marketing_consent\":\"canary\"}");
        Answer broken = gateway.send("POST", path, tenant.admin(), "{\"email\": \"canary");
        Answer empty = gateway.send("POST", path, tenant.admin(), "");
        Answer array = gateway.send("POST", path, tenant.admin(), "[]");
        Answer large = gateway.send("POST", path, tenant.admin(), "{\"notes\":\"" + "x".repeat(20_000) + "\"}");

        assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(unknown.json().at("/errors/0/pointer").asString()).isEqualTo("/canary");
        assertThat(wrongType.code()).isEqualTo("MALFORMED_REQUEST");
        assertThat(wrongType.json().at("/errors/0/pointer").asString()).isEqualTo("/marketing_consent");
        assertThat(wrongType.json().at("/errors/0/expected").asString()).isEqualTo("true or false");
        assertThat(List.of(broken, empty, array))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("MALFORMED_REQUEST"));
        assertThat(broken.body() + wrongType.json().at("/errors/0/message")).doesNotContain("canary");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.code()).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void refusesASecondCustomerWithTheSameAddress() {
        TestTenant tenant = gateway.tenant();
        gateway.send("POST", "/api/customers", tenant.admin(), customer("same@example.com"));

        Answer second = gateway.send("POST", "/api/customers", tenant.admin(), customer("SAME@example.com"));
        Answer elsewhere =
                gateway.send("POST", "/api/customers", gateway.tenant().admin(), customer("same@example.com"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("DUPLICATE_EMAIL");
        assertThat(second.body().toLowerCase()).doesNotContain("same@example.com");
        assertThat(elsewhere.status()).isEqualTo(201);
    }

    @Test
    @Tag("REQ-CM-B017")
    void hidesTheCustomersOfAnotherTenant() {
        Answer created = gateway.send("POST", "/api/customers", gateway.tenant().admin(), customer("mine@example.com"));
        TestTenant other = gateway.tenant();

        Answer read = gateway.get(created.header("Location"), other.admin());

        assertThat(read.status()).isEqualTo(404);
        assertThat(read.code()).isEqualTo("NOT_FOUND");
        assertThat(withoutId(read))
                .isEqualTo(withoutId(gateway.get("/api/customers/" + UUID.randomUUID(), other.admin())));
    }

    private static String withoutId(Answer answer) {
        return answer.body().replace(answer.header("X-Request-Id"), "");
    }

    @Test
    @Tag("REQ-CM-B011")
    @Tag("REQ-CM-B016")
    void makesTheProfessionalWhoCreatesTheOwnerAndHidesTheCustomerFromOthers() {
        TestTenant tenant = gateway.tenant();
        String owner = gateway.professional(tenant);

        Answer created = gateway.send("POST", "/api/customers", owner, customer("own@example.com"));
        String location = created.header("Location");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("owner_professional_id").isNull()).isFalse();
        assertThat(gateway.get(location, owner).status()).isEqualTo(200);
        assertThat(gateway.get(location, tenant.admin()).status()).isEqualTo(200);
        assertThat(gateway.get(location, gateway.token(tenant.id(), "service")).status())
                .isEqualTo(200);
        assertThat(gateway.get(location, gateway.professional(tenant)).status()).isEqualTo(404);
    }

    @Test
    @Tag("REQ-CM-B016")
    void readsWhatSearchFoundUnderTheAccessPolicy() throws IOException {
        TestTenant tenant = gateway.tenant();
        String owner = gateway.professional(tenant);
        String first = id(gateway.send("POST", "/api/customers", owner, customer("first@example.com")));
        String second = id(gateway.send("POST", "/api/customers", owner, customer("second@example.com")));
        String notHers = id(gateway.send("POST", "/api/customers", tenant.admin(), customer("third@example.com")));
        String foreign =
                id(gateway.send("POST", "/api/customers", gateway.tenant().admin(), customer("fourth@example.com")));
        String stale = """
                {"took": 3, "timed_out": false, "hits": {"total": {"value": 5, "relation": "eq"}, "hits": [
                 {"_id": "%s", "_score": 5.5}, {"_id": "%s", "_score": 4.0}, {"_id": "%s", "_score": 3.0},
                 {"_id": "%s", "_score": 2.0}, {"_id": "%s", "_score": 1.0}]}}""".formatted(second, foreign, notHers, first, UUID.randomUUID());

        Answer away = gateway.get("/api/customers/search?q=brien", owner);
        HttpServer search = gateway.searchAnswering(stale);
        Answer found;
        try {
            found = gateway.get("/api/customers/search?q=brien&limit=5", owner);
        } finally {
            search.stop(0);
        }

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEqualTo("SEARCH_UNAVAILABLE");
        assertThat(away.header("Retry-After")).matches("\\d+");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.json().path("total").asInt()).isEqualTo(5);
        assertThat(found.json().path("customers").size()).isEqualTo(2);
        assertThat(found.json().at("/customers/0/id").asString()).isEqualTo(second);
        assertThat(found.json().at("/customers/0/score").asDouble()).isEqualTo(5.5);
        assertThat(found.json().at("/customers/0/email").asString()).isEqualTo("second@example.com");
        assertThat(found.json().at("/customers/1/id").asString()).isEqualTo(first);
        assertThat(gateway.get("/api/customers/search?q=", owner).code()).isEqualTo("MALFORMED_REQUEST");
        assertThat(gateway.get("/api/customers/search", owner)
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/q");
    }

    private static String id(Answer created) {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asString();
    }
}
