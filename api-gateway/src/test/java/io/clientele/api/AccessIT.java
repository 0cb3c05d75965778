package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.api.security.Allowed;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B016")
class AccessIT {
    private final Gateway gateway;

    AccessIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void refusesEveryTokenThatIsNotWhatItShouldBe() throws JOSEException {
        TestTenant tenant = gateway.tenant();
        TestIssuer issuer = gateway.issuer();
        Map<String, Object> good = new HashMap<>();
        good.put("tenant_id", tenant.id().toString());
        good.put("roles", new String[] {"admin"});
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("garbage", "garbage");
        tokens.put("alg none", new PlainJWT(new PlainHeader(), plainClaims(good)).serialize());
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("test")
                        .build(),
                plainClaims(good));
        confused.sign(new MACSigner(issuer.publicKeys().getBytes(StandardCharsets.UTF_8)));
        tokens.put("the public key as a secret", confused.serialize());
        tokens.put("other issuer", issuer.token(with(good, "iss", "https://elsewhere.example")));
        tokens.put("other audience", issuer.token(with(good, "aud", "another-api")));
        tokens.put("no audience", issuer.token(with(good, "aud", null)));
        tokens.put(
                "expired",
                issuer.token(with(good, "exp", Date.from(Instant.now().minusSeconds(60)))));
        tokens.put("no expiry", issuer.token(with(good, "exp", null)));
        tokens.put(
                "not yet",
                issuer.token(with(good, "nbf", Date.from(Instant.now().plusSeconds(90)))));
        tokens.put("other type", issuer.token(good, "JWT", issuer.key()));
        tokens.put("unknown key", issuer.token(good, "at+jwt", TestIssuer.newKey("unknown")));
        tokens.put("another key of that name", issuer.token(good, "at+jwt", TestIssuer.newKey("test")));
        tokens.put("tampered", tampered(issuer.token(good)));
        tokens.put("no tenant", issuer.token(with(good, "tenant_id", null)));
        tokens.put("tenant is no id", issuer.token(with(good, "tenant_id", "acme")));
        tokens.put("no role", issuer.token(with(good, "roles", null)));
        tokens.put("unknown role", issuer.token(with(good, "roles", new String[] {"root"})));
        tokens.put("professional without id", issuer.token(with(good, "roles", new String[] {"professional"})));

        assertThat(gateway.get("/api/customers/" + UUID.randomUUID(), issuer.token(good))
                        .status())
                .isEqualTo(404);
        tokens.forEach((what, token) -> {
            Answer answer = gateway.get("/api/customers/" + UUID.randomUUID(), token);
            assertThat(answer.status()).as(what).isEqualTo(401);
            assertThat(answer.code()).as(what).isEqualTo("UNAUTHENTICATED");
            assertThat(answer.header("WWW-Authenticate")).as(what).startsWith("Bearer");
        });
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static JWTClaimsSet plainClaims(Map<String, Object> more) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        TestIssuer.claims().forEach(set::claim);
        more.forEach(set::claim);
        return set.build();
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        char last = parts[1].charAt(10);
        return parts[0] + "." + parts[1].substring(0, 10) + (last == 'A' ? 'B' : 'A') + parts[1].substring(11) + "."
                + parts[2];
    }

    @Test
    void refusesEveryEndpointToTheAnonymousAndNamesItsRoles() {
        int[] walked = {0};

        mapping()
                .getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().forEach(pattern -> {
                    if (pattern.equals("/error") || pattern.equals("/api/openapi.yaml")) {
                        return;
                    }
                    walked[0]++;
                    assertThat(method.getMethodAnnotation(Allowed.class))
                            .as(pattern)
                            .isNotNull();
                    info.getMethodsCondition().getMethods().forEach(verb -> {
                        String path = pattern.replaceAll(
                                "\\{[^}]*}", UUID.randomUUID().toString());
                        Answer answer = gateway.send(verb.name(), path, "", BodyPublishers.noBody());
                        assertThat(answer.status()).as(verb + " " + pattern).isEqualTo(401);
                        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
                        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    });
                }));
        assertThat(walked[0]).isGreaterThanOrEqualTo(9);
        assertThat(gateway.get("/error", "").status()).isEqualTo(401);
        assertThat(gateway.get("/nowhere", "").status()).isEqualTo(401);
        assertThat(gateway.get("/api/openapi.yaml", "").body()).startsWith("openapi: 3.1");
    }

    @Test
    @Tag("REQ-CM-B005")
    void describesExactlyTheEndpointsThatThereAre() {
        Map<String, Map<String, Object>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(
                        gateway.get("/api/openapi.yaml", "").body())
                .get("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, verbs) ->
                verbs.keySet().forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> mapped = new TreeSet<>();
        mapping()
                .getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().stream()
                        .filter(pattern -> !pattern.equals("/error"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> mapped.add(verb + " " + pattern))));

        assertThat(described).isEqualTo(mapped);
    }

    @Test
    @Tag("REQ-CM-B005")
    void showsTheDocumentInABrowserToEveryone() throws Exception {
        try (HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<String> page = get(browser, "/docs");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("swagger-ui-bundle.js", "start.js");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self';", "frame-ancestors 'none'");
            for (String part : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
                assertThat(get(browser, "/docs/" + part).statusCode()).as(part).isEqualTo(200);
            }
            assertThat(get(browser, "/docs/../api/customers").statusCode()).isIn(400, 401);
            assertThat(get(browser, "/docs/package-info.class").statusCode()).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(gateway.uri(path)).build(), BodyHandlers.ofString());
    }

    private RequestMappingHandlerMapping mapping() {
        return gateway.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    @Test
    void letsTheOperatorDoNothingButTenants() {
        TestTenant tenant = gateway.tenant();
        String operator = gateway.issuer().token(Map.of("roles", new String[] {"operator"}));
        String professional = gateway.professional(tenant);

        assertThat(gateway.get("/api/customers/" + UUID.randomUUID(), operator).code())
                .isEqualTo("FORBIDDEN");
        assertThat(gateway.send("POST", "/api/professionals", operator, "{\"name\":\"x\"}")
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(gateway.send("POST", "/api/tenants", tenant.admin(), "{\"name\":\"x\"}")
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(gateway.send("POST", "/api/professionals", professional, "{\"name\":\"x\"}")
                        .code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    @Tag("REQ-CM-B017")
    void rotatesKeysForTheOperatorOnlyWhileCustomersStayReadable() {
        String operator = gateway.issuer().token(Map.of("roles", new String[] {"operator"}));
        String name = "keys-" + UUID.randomUUID();
        Answer tenant = gateway.send("POST", "/api/tenants", operator, "{\"name\":\"" + name + "\"}");
        String admin =
                gateway.token(UUID.fromString(tenant.json().path("tenant_id").asString()), "admin");
        Answer customer = gateway.send("POST", "/api/customers", admin, """
                {"email": "a@example.com", "phone": "416-967-1111", "first_name": "Zoë", "last_name": "B"}""");
        String rotations = "/api/keys/rotations";

        Answer before = gateway.get("/api/keys?tenant=" + name, operator);
        Answer master = gateway.send("POST", rotations, operator, "{\"scope\":\"master\"}");
        Answer rewrapped =
                gateway.send("POST", rotations, operator, "{\"scope\":\"tenant\",\"tenant\":\"" + name + "\"}");
        Answer read = gateway.get(customer.header("Location"), admin);

        assertThat(before.json().at("/tenant/version").asInt()).isEqualTo(1);
        assertThat(master.json().at("/master/keys").size())
                .isEqualTo(before.json().at("/master/keys").size() + 1);
        assertThat(master.json().at("/master/primary"))
                .isNotEqualTo(before.json().at("/master/primary"));
        assertThat(master.json().at("/master/tenants_behind").asInt()).isZero();
        assertThat(rewrapped.json().at("/tenant/version").asInt()).isEqualTo(2);
        assertThat(rewrapped.json().at("/tenant/subjects_behind").asInt()).isZero();
        assertThat(read.json()).isEqualTo(customer.json());
        assertThat(gateway.send("POST", rotations, admin, "{\"scope\":\"master\"}")
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(gateway.get("/api/keys", admin).code()).isEqualTo("FORBIDDEN");
        assertThat(gateway.send("POST", rotations, operator, "{\"scope\":\"all\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/scope");
        assertThat(gateway.send("POST", rotations, operator, "{\"scope\":\"tenant\",\"tenant\":\"no-such\"}")
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(gateway.send("POST", rotations, operator, "{\"scope\":\"subjects\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/tenant");
    }

    @Test
    void answersWithTheExistingTenantAndProfessional() {
        String operator = gateway.issuer().token(Map.of("roles", new String[] {"operator"}));
        String name = "same-" + UUID.randomUUID();
        TestTenant tenant = gateway.tenant();

        Answer first = gateway.send("POST", "/api/tenants", operator, "{\"name\":\"" + name + "\"}");
        Answer again = gateway.send("POST", "/api/tenants", operator, "{\"name\":\"" + name + "\"}");
        Answer bad = gateway.send("POST", "/api/tenants", operator, "{\"name\":\"Not A Name\"}");
        Answer one = gateway.send("POST", "/api/professionals", tenant.admin(), "{\"name\":\"Ann\"}");
        Answer same = gateway.send("POST", "/api/professionals", tenant.admin(), "{\"name\":\"Ann\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("default_country").asString()).isEqualTo("CA");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(bad.json().at("/errors/0/pointer").asString()).isEqualTo("/name");
        assertThat(one.status()).isEqualTo(201);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json()).isEqualTo(one.json());
    }

    @Test
    void refusesUnknownAndSuspendedTenantsAndUnknownProfessionals() throws Exception {
        TestTenant tenant = gateway.tenant();
        String path = "/api/customers/" + UUID.randomUUID();
        String stranger = gateway.issuer()
                .token(Map.of(
                        "tenant_id",
                        tenant.id().toString(),
                        "roles",
                        new String[] {"professional"},
                        "professional_id",
                        UUID.randomUUID().toString()));

        Answer unknown = gateway.get(path, gateway.token(UUID.randomUUID(), "admin"));
        Answer unknownProfessional = gateway.get(path, stranger);
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("update tenant set status = 'suspended' where id = '" + tenant.id() + "'");
        }
        Answer suspended = gateway.get(path, tenant.admin());

        assertThat(unknown.code()).isEqualTo("FORBIDDEN");
        assertThat(unknownProfessional.code()).isEqualTo("FORBIDDEN");
        assertThat(suspended.status()).isEqualTo(403);
        assertThat(suspended.code()).isEqualTo("TENANT_SUSPENDED");
    }

    @Test
    @Tag("REQ-CM-B005")
    void answersEveryErrorWithAProblem() {
        String admin = gateway.tenant().admin();

        assertProblem(gateway.get("/api/nothing/here", admin), 404, "NOT_FOUND");
        assertProblem(gateway.get("/api/customers/no-id", admin), 404, "NOT_FOUND");
        assertProblem(gateway.send("DELETE", "/api/customers", admin, "{}"), 405, "METHOD_NOT_ALLOWED");
        assertProblem(
                gateway.send(
                        "POST", "/api/customers", admin, BodyPublishers.ofString("<a/>"), "Content-Type", "text/xml"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                gateway.get("/api/customers/" + UUID.randomUUID(), admin, "Accept", "application/xml"),
                406,
                "NOT_ACCEPTABLE");
        assertProblem(gateway.get("/api/customers/a%2Fb", admin), 400, "MALFORMED_REQUEST");
        assertProblem(gateway.get("/api/customers/search?q=x&limit=many", admin), 400, "MALFORMED_REQUEST");
        assertThat(gateway.send("DELETE", "/api/customers", admin, "{}").header("Allow"))
                .contains("POST");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("request_id").asString()).isNotEmpty().isEqualTo(answer.header("X-Request-Id"));
    }

    @Test
    void takesOverHarmlessRequestIdsOnly() {
        String admin = gateway.tenant().admin();

        assertThat(gateway.get("/api/customers/x", admin, "X-Request-Id", "abc-123")
                        .header("X-Request-Id"))
                .isEqualTo("abc-123");
        assertThat(gateway.get("/api/customers/x", admin, "X-Request-Id", "jane@example.com")
                        .header("X-Request-Id"))
                .doesNotContain("jane");
    }

    @Test
    void answersUnavailableWhileTheDatabaseIsAwayAndRecovers() throws Exception {
        TestTenant tenant = gateway.tenant();
        String path = "/api/customers/" + UUID.randomUUID();
        String name = gateway.database().name();
        Answer before = gateway.get(path, tenant.admin());

        Answer during;
        Answer readiness;
        try (Connection server = DriverManager.getConnection(
                        gateway.database().server().jdbcUrl("postgres"),
                        gateway.database().server().user(),
                        gateway.database().server().password());
                Statement statement = server.createStatement()) {
            statement.execute("alter database " + name + " with allow_connections false");
            try {
                statement.execute(
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + name + "'");
                during = gateway.get(path, tenant.admin());
                readiness = gateway.health("/readiness");
            } finally {
                statement.execute("alter database " + name + " with allow_connections true");
            }
        }
        Answer after = gateway.get(path, tenant.admin());

        assertThat(before.status()).isEqualTo(404);
        assertThat(during.status()).as(during.body()).isEqualTo(503);
        assertThat(during.code()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(during.header("Retry-After")).matches("\\d+");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(after.status()).as(after.body()).isEqualTo(404);
        assertThat(gateway.health("/readiness").status()).isEqualTo(200);
        // OpenSearch is away in these tests: degraded, and still ready.
        assertThat(gateway.health("").json().at("/components/search/status").asString())
                .isEqualTo("DEGRADED");
        assertThat(gateway.health("").status()).isEqualTo(200);
    }
}
