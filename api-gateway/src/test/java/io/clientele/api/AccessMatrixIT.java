package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.AccessMatrix.Row;
import io.clientele.api.AccessMatrix.Viewer;
import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// Calls every endpoint as every kind of caller, on a real customer, and compares with `access-matrix.txt`.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B016")
class AccessMatrixIT {
    private static final AccessMatrix MATRIX = AccessMatrix.read();
    private final Gateway gateway;
    private final TestTenant tenant;
    private final Map<String, String> people = new HashMap<>();
    private final Map<Viewer, String> tokens = new EnumMap<>(Viewer.class);

    AccessMatrixIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        people.put("tenant", tenant.id().toString());
        List.of("owner", "referred", "unrelated", "colleague").forEach(name -> people.put(name, professional()));
        tokens.put(Viewer.ANONYMOUS, "");
        tokens.put(Viewer.OTHER_TENANTS_ADMIN, gateway.tenant().admin());
        tokens.put(Viewer.UNRELATED, professionalToken("unrelated"));
        tokens.put(Viewer.REFERRED, professionalToken("referred"));
        tokens.put(Viewer.OWNER, professionalToken("owner"));
        tokens.put(Viewer.ADMIN, tenant.admin());
        tokens.put(Viewer.SERVICE, gateway.token(tenant.id(), "service"));
        tokens.put(Viewer.OPERATOR, gateway.issuer().token(Map.of("roles", new String[] {"operator"})));
        people.put("other", owned());
        people.put("webhook", webhook());
    }

    @Test
    void hasARowForEveryEndpoint() {
        Set<String> mapped = new TreeSet<>();
        gateway.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(pattern -> !pattern.equals("/error"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> mapped.add(verb + " " + pattern))));

        Set<String> listed = new TreeSet<>();
        MATRIX.rows().forEach(row -> listed.add(row.endpoint()));

        assertThat(listed)
                .as("src/test/resources/access-matrix.txt has one line per endpoint: add the missing, remove those"
                        + " that are gone; its head says how a line looks")
                .isEqualTo(mapped);
    }

    @Test
    void answersEveryCallerAsTheMatrixSays() {
        Map<String, String> shared = customer();
        List<String> wrong = new ArrayList<>();
        for (Row row : MATRIX.rows()) {
            boolean fresh = !row.method().equals("GET");
            for (Viewer viewer : Viewer.values()) {
                Map<String, String> values = new HashMap<>(fresh ? customer() : shared);
                values.put("unique", unique());
                if (!row.setup().isEmpty()) {
                    values.put("made", made(row, values));
                }
                Answer answer = call(row, values, tokens.get(viewer));
                if (answer.status() != row.status(viewer)) {
                    wrong.add("%s as %s: %d instead of %d %s"
                            .formatted(row.endpoint(), viewer, answer.status(), row.status(viewer), answer.body()));
                }
            }
        }

        assertThat(wrong)
                .as("cells of src/test/resources/access-matrix.txt that are not true: either the endpoint lets the"
                        + " wrong people in, or the line is wrong")
                .isEmpty();
    }

    @Test
    void tellsEveryoneWhatTheyMayCall() {
        tokens.forEach((viewer, token) -> {
            if (viewer == Viewer.ANONYMOUS) {
                return;
            }
            JsonNode me = gateway.get("/api/me", token).json();
            Set<String> may = new TreeSet<>();
            me.path("may").forEach(endpoint -> may.add(endpoint.asString()));
            MATRIX.rows().stream()
                    .filter(row -> row.status(viewer) < 300)
                    .filter(row -> !row.pattern().equals("/api/openapi.yaml"))
                    .forEach(row -> assertThat(may).as(viewer + " may").contains(row.endpoint()));
        });
        JsonNode owner = gateway.get("/api/me", tokens.get(Viewer.OWNER)).json();
        JsonNode operator = gateway.get("/api/me", tokens.get(Viewer.OPERATOR)).json();
        assertThat(owner.at("/professional/professional_id").asString()).isEqualTo(people.get("owner"));
        assertThat(owner.at("/tenant/tenant_id").asString())
                .isEqualTo(tenant.id().toString());
        assertThat(owner.at("/roles/0").asString()).isEqualTo("professional");
        assertThat(owner.path("may").toString()).doesNotContain("POST /api/professionals");
        assertThat(operator.path("tenant").isNull()).isTrue();
        assertThat(operator.path("may").toString()).doesNotContain("/api/customers");
    }

    private Answer call(Row row, Map<String, String> values, String token) {
        List<String> headers = new ArrayList<>();
        String body = AccessMatrix.fill(row.body(), values);
        if (!body.isEmpty()) {
            headers.add("Content-Type");
            headers.add(row.options().getOrDefault("type", "application/json"));
        }
        if (row.options().containsKey("if-match")) {
            headers.add("If-Match");
            headers.add("\"" + row.options().get("if-match") + "\"");
        }
        return gateway.send(
                row.method(),
                row.path(values),
                token,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers.toArray(String[]::new));
    }

    /// Sends the row's setup; the id of what it made, or nothing where its answer names none.
    private String made(Row row, Map<String, String> values) {
        String setup = AccessMatrix.fill(row.setup(), values);
        String token = tenant.admin();
        if (setup.startsWith("operator ") || setup.startsWith("owner ")) {
            token = tokens.get(setup.startsWith("owner ") ? Viewer.OWNER : Viewer.OPERATOR);
            setup = setup.substring(setup.indexOf(' ') + 1);
        }
        String[] words = setup.split("\\s+", 3);
        String body = words.length == 3 ? words[2] : "";
        Answer answer = gateway.send(
                words[0],
                words[1],
                token,
                BodyPublishers.ofString(body),
                "Content-Type",
                body.isEmpty() || body.startsWith("{") ? "application/json" : "text/csv",
                "If-Match",
                "\"v1\"");
        assertThat(answer.status())
                .as("the setup of " + row.endpoint() + ": " + answer.body())
                .isBetween(200, 299);
        return answer.body().isEmpty() ? "" : id(answer.json());
    }

    private static String id(JsonNode json) {
        if (json.has("id")) {
            return json.path("id").asString();
        }
        return json.propertyNames().stream()
                .filter(name -> name.endsWith("_id"))
                .findFirst()
                .map(name -> json.path(name).asString())
                .orElse("");
    }

    /// A customer of the owner, referred to one professional, and everything else that a row can name.
    private Map<String, String> customer() {
        String customer = owned();
        Answer referral = gateway.send(
                "POST",
                "/api/customers/" + customer + "/referrals",
                tokens.get(Viewer.OWNER),
                "{\"to_professional_id\":\"" + people.get("referred") + "\"}");
        assertThat(referral.status()).as(referral.body()).isEqualTo(201);
        Map<String, String> values = new HashMap<>(people);
        values.put("customer", customer);
        values.put("referral", id(referral.json()));
        return values;
    }

    private String owned() {
        Answer created = gateway.send("POST", "/api/customers", tokens.get(Viewer.OWNER), """
                {"email": "%s@example.com", "phone": "416-555-0134", "first_name": "A", "last_name": "B"}""".formatted(unique()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return id(created.json());
    }

    private String webhook() {
        return id(gateway.send("POST", "/api/webhooks", tenant.admin(), "{\"url\":\"https://93.184.216.34/hook\"}")
                .json());
    }

    private String professional() {
        Answer created = gateway.send("POST", "/api/professionals", tenant.admin(), "{\"name\":\"" + unique() + "\"}");
        return created.json().path("professional_id").asString();
    }

    private String professionalToken(String name) {
        return gateway.issuer()
                .token(Map.of(
                        "tenant_id",
                        tenant.id().toString(),
                        "roles",
                        new String[] {"professional"},
                        "professional_id",
                        Objects.requireNonNull(people.get(name))));
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
