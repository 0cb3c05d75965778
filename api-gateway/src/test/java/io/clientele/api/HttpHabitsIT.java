package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.api.limit.TenantBuckets;
import io.clientele.tenant.TenantId;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// What every answer has in common, and what a caller can leave out of one.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B005")
class HttpHabitsIT {
    private static final String CUSTOMERS = "/api/customers";

    private final Gateway gateway;
    private final TestTenant tenant;

    HttpHabitsIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    @Tag("REQ-CM-B016")
    void answersOnlyTheFieldsAskedFor() throws Exception {
        Answer created = create("fields@example.com", tenant.admin());
        String path = created.header("Location");
        String fields = "fields=status,id";

        Answer one = gateway.get(path + "?" + fields, tenant.admin());
        Answer list = gateway.get(CUSTOMERS + "?" + fields, tenant.admin());
        Answer found = search(path, fields);
        Answer unknown = gateway.get(path + "?fields=id,canary", tenant.admin());
        Answer none = gateway.get(path + "?fields=", tenant.admin());

        assertThat(names(one.json())).containsExactly("id", "status");
        assertThat(names(list.json().at("/customers/0"))).containsExactly("id", "status");
        assertThat(names(found.json().at("/customers/0"))).containsExactly("id", "status", "score");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/errors/0/pointer").asString()).isEqualTo("/fields");
        assertThat(unknown.json().at("/errors/0/expected").asString()).contains("first_name, last_name");
        assertThat(unknown.body()).doesNotContain("canary");
        assertThat(none.status()).isEqualTo(400);
    }

    @Test
    @Tag("REQ-CM-B016")
    void answersTheLimitedViewToThoseWhoMaySeeMore() throws Exception {
        Answer created = create("limited@example.com", tenant.admin());
        String path = created.header("Location");

        Answer one = gateway.get(path + "?view=limited", tenant.admin());
        Answer list = gateway.get(CUSTOMERS + "?view=limited", tenant.admin());
        Answer found = search(path, "view=limited");
        Answer both = gateway.get(path + "?view=limited&fields=email,first_name", tenant.admin());
        Answer unknown = gateway.get(path + "?view=all", tenant.admin());

        assertThat(List.of(one, list, found, both)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("limited@example.com").contains("first_name");
        });
        assertThat(one.json().has("phone")).isFalse();
        assertThat(names(both.json())).containsExactly("first_name");
        assertThat(unknown.json().at("/errors/0/expected").asString()).contains("full, limited");
    }

    @Test
    void givesEveryViewOfAVersionATagOfItsOwn() {
        Answer created = create("tags@example.com", tenant.admin());
        String path = created.header("Location");
        List<String> addresses = List.of(
                path,
                path + "?view=limited",
                path + "?fields=id,email",
                path + "?fields=id",
                path + "?fields=id&view=limited");

        List<String> tags = addresses.stream()
                .map(address -> gateway.get(address, tenant.admin()).header("ETag"))
                .toList();

        assertThat(tags).doesNotHaveDuplicates().doesNotContain("");
        assertThat(gateway.get(path + "?fields=email,id", tenant.admin()).header("ETag"))
                .as("the order of the names does not matter")
                .isEqualTo(tags.get(2));
        assertThat(gateway.get(addresses.get(2), tenant.admin(), "If-None-Match", tags.get(2))
                        .status())
                .isEqualTo(304);
        assertThat(gateway.get(addresses.get(2), tenant.admin(), "If-None-Match", tags.get(0))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("PATCH", path, tenant.admin(), "{\"city\": \"Hull\"}", "If-Match", tags.get(2))
                        .status())
                .as("each of them names the version")
                .isEqualTo(200);
    }

    private Answer search(String location, String query) throws Exception {
        String id = location.substring(location.lastIndexOf('/') + 1);
        HttpServer search = gateway.searchAnswering("""
                {"took": 3, "timed_out": false, "hits": {"total": {"value": 1, "relation": "eq"}, "hits": [
                 {"_id": "%s", "_score": 5.5}]}}""".formatted(id));
        try {
            return gateway.get(CUSTOMERS + "/search?q=brien&" + query, tenant.admin());
        } finally {
            search.stop(0);
        }
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }

    @Test
    void chargesEachTenantForItsOwnRequests() {
        TestTenant busy = gateway.tenant();
        Answer first = gateway.get(CUSTOMERS, busy.admin());
        Answer refusedToo = gateway.get("/api/nothing", busy.admin());

        gateway.bean(TenantBuckets.class).of(new TenantId(busy.id())).consumeIgnoringRateLimits(12_000);
        Answer limited = gateway.get(CUSTOMERS, busy.admin());
        Answer other = gateway.get(CUSTOMERS, tenant.admin());
        Answer anonymous = gateway.get(CUSTOMERS, "");

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"tenant\";q=6000;w=60");
        assertThat(first.header("RateLimit")).matches("\"tenant\";r=59\\d\\d;t=\\d+");
        assertThat(refusedToo.header("RateLimit")).startsWith("\"tenant\";r=");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("RATE_LIMITED");
        assertThat(limited.header("Retry-After")).matches("[56]\\d|60");
        assertThat(limited.header("RateLimit")).startsWith("\"tenant\";r=0;t=");
        assertThat(limited.header("Cache-Control")).contains("no-store");
        assertThat(other.status()).isEqualTo(200);
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.header("RateLimit")).isEmpty();
    }

    @Test
    void tellsItsVersionAndRefusesOnesItDoesNotKnow() {
        String path = CUSTOMERS + "/" + UUID.randomUUID();

        Answer known = gateway.get(CUSTOMERS, tenant.admin(), "API-Version", "1");
        Answer unknown = gateway.get(CUSTOMERS, tenant.admin(), "API-Version", "2");
        Answer nonsense = gateway.send("POST", CUSTOMERS, tenant.admin(), "{}", "API-Version", "canary");

        assertThat(known.status()).isEqualTo(200);
        assertThat(List.of(unknown, nonsense)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("UNKNOWN_API_VERSION");
            assertThat(answer.json().path("detail").asString()).endsWith(": 1.");
            assertThat(answer.body()).doesNotContain("canary");
        });
        assertThat(List.of(
                        known,
                        unknown,
                        gateway.get(path, tenant.admin()),
                        gateway.get(path, ""),
                        gateway.get("/api/customers/a%2Fb", tenant.admin()),
                        gateway.get("/api/openapi.yaml", "")))
                .allSatisfy(answer -> assertThat(answer.header("API-Version")).isEqualTo("1"));
    }

    @Test
    void letsNoAnswerBeStoredAndNamesTheRequestInEach() {
        Answer created = create("store@example.com", tenant.admin());
        String path = created.header("Location");
        List<Answer> answers = List.of(
                created,
                gateway.get(path, tenant.admin()),
                gateway.get(path, tenant.admin(), "If-None-Match", created.header("ETag")),
                gateway.get(CUSTOMERS, tenant.admin()),
                gateway.get(path + "/owner", tenant.admin()),
                gateway.get(path + "/ownership-history", tenant.admin()),
                gateway.send("PATCH", path, tenant.admin(), "{}", "If-Match", created.header("ETag")),
                gateway.get(CUSTOMERS + "/" + UUID.randomUUID(), tenant.admin()),
                gateway.get(CUSTOMERS, ""),
                gateway.get("/api/customers/a%2Fb", tenant.admin()));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("X-Request-Id")).isNotEmpty();
        });
        assertThat(answers.get(2).status()).isEqualTo(304);
    }

    @Test
    @Tag("REQ-CM-B015")
    void putsTheTraceOfARequestOnTheOperationAndReplacesWhatIsNone() throws Exception {
        String given = "00-" + UUID.randomUUID().toString().replace("-", "") + "-b7ad6b7169203331-01";
        String body = """
                {"email": "%s@example.com", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""";

        Answer traced = gateway.send("POST", CUSTOMERS, tenant.admin(), body.formatted("traced"), "traceparent", given);
        Answer untraced = gateway.send(
                "POST", CUSTOMERS, tenant.admin(), body.formatted("untraced"), "traceparent", "jane@example.com");

        assertThat(traced.header("traceparent")).isEqualTo(given);
        assertThat(untraced.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(traceOf(traced)).isEqualTo(given);
        assertThat(traceOf(untraced)).isEqualTo(untraced.header("traceparent"));
    }

    private String traceOf(Answer created) throws SQLException {
        try (Connection superuser = gateway.superuser();
                PreparedStatement select = superuser.prepareStatement("""
                        select o.traceparent from operation o join customer c
                            on c.tenant_id = o.tenant_id and c.operation_id = o.id
                        where c.id = ?""")) {
            select.setObject(1, UUID.fromString(created.json().path("id").asString()));
            ResultSet row = select.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void refusesBodiesThatAreTooLargeWhateverTheyAre() {
        Answer created = create("large@example.com", tenant.admin());
        String large = "{\"notes\":\"" + "x".repeat(20_000) + "\"}";

        List<Answer> refused = List.of(
                gateway.send("POST", CUSTOMERS, tenant.admin(), large),
                gateway.send("PUT", created.header("Location"), tenant.admin(), large, "If-Match", "\"v1\""),
                gateway.send("PATCH", created.header("Location"), tenant.admin(), large, "If-Match", "\"v1\""),
                gateway.send(
                        "POST",
                        CUSTOMERS,
                        tenant.admin(),
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large.getBytes())),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "large"));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("BODY_TOO_LARGE");
        });
    }

    @Test
    void writesTheRequestIdInEveryLineOfTheRequest() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
        ListAppender<ILoggingEvent> appender = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.getMDCPropertyMap();
                lines.add(event);
            }
        };
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        String id = "habit-" + UUID.randomUUID();
        try {
            gateway.send("POST", "/api/tenants", tenant.admin(), "{}", "X-Request-Id", id);
            await(lines, "POST /api/tenants 403");
        } finally {
            root.detachAppender(appender);
        }

        List<ILoggingEvent> ours = lines.stream()
                .filter(line -> line.getLoggerName().startsWith("io.clientele.api"))
                .filter(line -> !"waiting".equals(line.getMDCPropertyMap().get("request_id")))
                .toList();
        assertThat(ours).extracting(ILoggingEvent::getFormattedMessage).anyMatch(text -> text.contains("refused"));
        assertThat(ours)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("request_id", id));
    }

    /// The line of a request is written after its answer.
    private void await(List<ILoggingEvent> lines, String text) {
        for (int i = 0; i < 100; i++) {
            if (lines.stream().anyMatch(line -> line.getFormattedMessage().startsWith(text))) {
                return;
            }
            gateway.get("/api/openapi.yaml", "", "X-Request-Id", "waiting");
        }
    }

    private Answer create(String email, String token) {
        Answer created = gateway.send("POST", CUSTOMERS, token, """
                {"email": "%s", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(email));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }
}
