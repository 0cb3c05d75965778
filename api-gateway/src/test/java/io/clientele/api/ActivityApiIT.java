package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The activity log over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B004")
@Tag("REQ-CM-B009")
class ActivityApiIT {
    private static final String SERVICE = """
            {"activity_type": "service", "description": "Brakes of Zoë changed", "metadata": {"minutes": 40}}""";

    private final Gateway gateway;
    private final TestTenant tenant;

    ActivityApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void logsReadsAndNeverChangesAnActivity() {
        String customer = customer(tenant.admin());
        Answer logged = gateway.send("POST", customer + "/activities", tenant.admin(), SERVICE);
        String path = logged.header("Location");

        assertThat(logged.status()).as(logged.body()).isEqualTo(201);
        assertThat(logged.json().path("description").asString()).isEqualTo("Brakes of Zoë changed");
        assertThat(logged.json().at("/metadata/minutes").asInt()).isEqualTo(40);
        assertThat(logged.json().has("related")).isFalse();
        assertThat(gateway.get(path, tenant.admin()).json()).isEqualTo(logged.json());
        assertThat(gateway.get(customer, tenant.admin()).json().path("last_activity_at"))
                .isEqualTo(logged.json().path("created_at"));
        for (String verb : List.of("PUT", "PATCH", "DELETE")) {
            assertThat(gateway.send(verb, path, tenant.admin(), SERVICE).status())
                    .as(verb)
                    .isEqualTo(405);
        }
        assertThat(gateway.get(customer + "/activities/" + UUID.randomUUID(), tenant.admin())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void saysAllThatIsWrongWithPointers() {
        String path = customer(tenant.admin()) + "/activities";

        Answer refused = gateway.send("POST", path, tenant.admin(), """
                {"activity_type": "party", "metadata": [], "related_entity_id": "x", "corrects_activity_id": "y"}""");
        Answer unknown = gateway.send("POST", path, tenant.admin(), "{\"activity_kind\": \"service\"}");
        Answer parameters = gateway.get(path + "?type=service,party&include=all&q=", tenant.admin());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(pointers(refused))
                .containsExactlyInAnyOrder(
                        "/activity_type",
                        "/description",
                        "/metadata",
                        "/related_entity_id",
                        "/related_entity_type",
                        "/corrects_activity_id");
        assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(parameters.status()).isEqualTo(400);
        assertThat(pointers(parameters)).containsExactly("/type", "/q", "/include");
        assertThat(gateway.get(path + "?from=yesterday", tenant.admin()).status())
                .isEqualTo(400);
        assertThat(gateway.get(path + "?limit=201", tenant.admin()).status()).isEqualTo(400);
        assertThat(gateway.get(path + "?cursor=abc", tenant.admin()).code()).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void listsPagesByTheirLinksNarrowedAndWithRelatedEntities() {
        String customer = customer(tenant.admin());
        String path = customer + "/activities";
        String id = customer.substring(customer.lastIndexOf('/') + 1);
        List<String> logged = new ArrayList<>();
        for (String type : List.of("inquiry", "service", "communication", "service", "inquiry", "referral")) {
            logged.add(id(gateway.send("POST", path, tenant.admin(), """
                    {"activity_type": "%s", "description": "a word about Zoë",
                     "related_entity_type": "customer", "related_entity_id": "%s"}""".formatted(type, id))));
        }
        logged.removeFirst();
        logged.removeLast();
        logged.remove(3);

        List<String> listed = new ArrayList<>();
        String next = path + "?type=service,communication&q=ZOE%20word&include=related&limit=2";
        while (!next.isEmpty()) {
            Answer page = gateway.get(next, tenant.admin());
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            for (JsonNode activity : page.json().path("activities")) {
                listed.add(activity.path("id").asString());
                assertThat(activity.at("/related/status").asString()).isEqualTo("active");
            }
            Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
            next = link.matches() ? link.group(1) : "";
        }

        assertThat(listed).containsExactlyElementsOf(logged.reversed());
        assertThat(gateway.get(path + "?vehicle=" + UUID.randomUUID(), tenant.admin())
                        .json()
                        .path("activities"))
                .isEmpty();
        assertThat(gateway.get(path + "/" + listed.getFirst() + "?include=related", tenant.admin())
                        .json()
                        .at("/related/type")
                        .asString())
                .isEqualTo("customer");
    }

    @Test
    @Tag("REQ-CM-B011")
    @Tag("REQ-CM-B016")
    void letsTheFirstProfessionalEngageTheReferredLogAndTheStrangerKnowNothing() {
        Professional first = professional();
        Professional referred = professional();
        Professional stranger = professional();
        String customer = customer(tenant.admin());
        String path = customer + "/activities";

        assertThat(gateway.get(path, first.token()).status()).isEqualTo(404);
        Answer engaged = gateway.send("POST", path, first.token(), SERVICE);
        assertThat(engaged.status()).as(engaged.body()).isEqualTo(201);
        assertThat(engaged.json().path("professional_id").asString()).isEqualTo(first.id());
        assertThat(gateway.get(customer, first.token())
                        .json()
                        .path("owner_professional_id")
                        .asString())
                .isEqualTo(first.id());

        refer(customer, referred);
        Answer limited = gateway.send("POST", path, referred.token(), SERVICE);
        assertThat(limited.status()).as(limited.body()).isEqualTo(201);
        for (JsonNode activity : gateway.get(path, referred.token()).json().path("activities")) {
            assertThat(activity.propertyNames())
                    .containsExactlyInAnyOrder("id", "customer_id", "professional_id", "activity_type", "created_at");
        }
        assertThat(gateway.get(path + "?q=brakes", referred.token()).status()).isEqualTo(403);

        Answer refused = gateway.send("POST", path, stranger.token(), SERVICE);
        Answer nowhere =
                gateway.send("POST", "/api/customers/" + UUID.randomUUID() + "/activities", stranger.token(), SERVICE);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().path("detail")).isEqualTo(nowhere.json().path("detail"));
        assertThat(gateway.get(path, stranger.token()).status()).isEqualTo(404);
        assertThat(gateway.get(engaged.header("Location"), stranger.token()).status())
                .isEqualTo(404);
        assertThat(gateway.get(path, gateway.tenant().admin()).status()).isEqualTo(404);
        assertThat(gateway.get(path, first.token()).json().path("activities")).hasSize(2);
    }

    private record Professional(String id, String token) {}

    private Professional professional() {
        String id = gateway.send(
                        "POST", "/api/professionals", tenant.admin(), "{\"name\":\"p-" + UUID.randomUUID() + "\"}")
                .json()
                .path("professional_id")
                .asString();
        return new Professional(
                id,
                gateway.issuer()
                        .token(Map.of(
                                "tenant_id",
                                tenant.id().toString(),
                                "roles",
                                new String[] {"professional"},
                                "professional_id",
                                id)));
    }

    private void refer(String customer, Professional to) {
        Answer referral = gateway.send(
                "POST", customer + "/referrals", tenant.admin(), "{\"to_professional_id\":\"" + to.id() + "\"}");
        assertThat(referral.status()).as(referral.body()).isEqualTo(201);
    }

    private String customer(String token) {
        Answer created = gateway.send("POST", "/api/customers", token, """
                {"email": "c-%s@example.com", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(UUID.randomUUID()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.header("Location");
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static List<String> pointers(Answer answer) {
        List<String> pointers = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        return pointers;
    }
}
