package io.clientele.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.pii.FileCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantId;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A corpus of attacks through every text field of the API: what is taken comes back as given, and nothing that
/// comes back can be run, be it by a browser or by a spreadsheet.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B013")
class HostileTextIT {
    private static final List<Payload> CORPUS = Payload.corpus();
    private static final List<String> FREE =
            List.of("first_name", "last_name", "address_line1", "address_line2", "city", "province", "source", "notes");
    private static final List<String> FORMED = List.of(
            "email", "phone", "phone_secondary", "date_of_birth", "postal_code", "preferred_contact_method", "status");
    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!?]");
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Gateway gateway;

    HostileTextIT(Gateway gateway) {
        this.gateway = gateway;
    }

    /// Every payload in every text field at once: the answer says which fields would take it. What a field would take
    /// is
    /// stored, several payloads in one customer, and read from one list.
    @Test
    void keepsOnlyWhatNobodyCanRun() {
        TestTenant tenant = gateway.tenant();
        assertThat(CORPUS).hasSizeGreaterThanOrEqualTo(100);
        List<Map<String, Payload>> packed = new ArrayList<>();
        Set<Payload> tags = new HashSet<>();
        for (Payload payload : CORPUS) {
            Map<String, Object> everywhere = new HashMap<>(Map.of("tags", List.of(payload.text())));
            FREE.forEach(field -> everywhere.put(field, payload.text()));
            FORMED.forEach(field -> everywhere.put(field, payload.text()));
            Answer all = create(tenant, everywhere);
            assertThat(all.status()).as(payload.text()).isEqualTo(400);
            assertNeutral(payload.text(), all, "application/problem+json");
            Set<String> refused = pointers(all);
            List<String> takers =
                    FREE.stream().filter(field -> !refused.contains(field)).toList();
            switch (payload.fate()) {
                case "refused" -> assertThat(refused).as(payload.text()).contains("first_name", "city", "tags");
                case "kept" -> assertThat(takers).as(payload.text()).contains("first_name", "notes");
                default -> {}
            }
            if (!refused.contains("tags")) {
                tags.add(payload);
            }
            if (payload.fate().equals("kept")) {
                pack(packed, payload, takers);
            } else {
                takers.forEach(field -> pack(packed, payload, List.of(field)));
            }
        }
        packed.forEach(fields -> {
            Map<String, Object> texts = new HashMap<>();
            fields.forEach((field, payload) -> texts.put(field, payload.text()));
            texts.put(
                    "tags",
                    fields.values().stream()
                            .filter(tags::contains)
                            .map(Payload::text)
                            .toList());
            Answer created = create(tenant, texts);
            assertThat(created.status()).as(texts + " " + created.body()).isEqualTo(201);
        });

        Answer list = gateway.get("/api/customers?limit=200", tenant.admin());
        assertNeutral("list", list, "application/json");
        List<JsonNode> customers =
                list.json().path("customers").valueStream().toList().reversed();
        assertThat(customers).hasSameSizeAs(packed);
        for (int i = 0; i < packed.size(); i++) {
            JsonNode customer = customers.get(i);
            packed.get(i).forEach((field, payload) -> {
                if (payload.fate().equals("kept")) {
                    assertThat(customer.path(field).asString()).isEqualTo(payload.text());
                }
            });
            assertNothingRuns(customer);
        }
    }

    /// Into the first customer that has a field left.
    private static void pack(List<Map<String, Payload>> packed, Payload payload, List<String> takers) {
        for (Map<String, Payload> customer : packed) {
            for (String field : takers) {
                if (!customer.containsKey(field)) {
                    customer.put(field, payload);
                    return;
                }
            }
        }
        Map<String, Payload> another = new HashMap<>();
        another.put(takers.getFirst(), payload);
        packed.add(another);
    }

    /// The other text fields refuse and keep by the same rule: of each kind of attack one, in all fields of a record.
    @Test
    void guardsTheTextsOfEverythingElse() {
        TestTenant tenant = gateway.tenant();
        String customer = create(tenant, Map.of()).header("Location");
        String professional =
                professional(tenant, "Somebody").json().path("professional_id").asString();
        String version = "\"v1\"";
        List<String> kept = new ArrayList<>();
        for (Payload payload : Payload.oneOfEachKind()) {
            String text = payload.text();
            Answer named = professional(tenant, text);
            boolean isKept = named.status() == 201;
            if (isKept) {
                professional = named.json().path("professional_id").asString();
                kept.add(text);
            }
            Answer referred = gateway.send(
                    "POST",
                    customer + "/referrals",
                    tenant.admin(),
                    json(Map.of("to_professional_id", professional, "note", text)));
            Answer transferred = gateway.send(
                    "PUT",
                    customer + "/owner",
                    tenant.admin(),
                    json(Map.of("new_owner_id", professional, "reason", text)),
                    "If-Match",
                    version);
            version = isKept ? transferred.header("ETag") : version;
            Answer logged = gateway.send(
                    "POST",
                    customer + "/activities",
                    tenant.admin(),
                    json(Map.of(
                            "activity_type",
                            "service",
                            "description",
                            text,
                            "metadata",
                            Map.of("in", List.of(Map.of("a", text))))));
            Answer underName = gateway.send(
                    "POST",
                    customer + "/activities",
                    tenant.admin(),
                    json(Map.of("activity_type", "service", "description", "x", "metadata", Map.of(text, 1))));
            Map<String, Object> vehicle = new HashMap<>(Map.of("year", 2003, "license_plate", text, "notes", text));
            List.of("make", "model", "color").forEach(field -> vehicle.put(field, text));
            Answer parked = gateway.send("POST", customer + "/vehicles", tenant.admin(), json(vehicle));
            if (isKept && parked.status() == 400) {
                assertThat(pointers(parked)).as(text).containsExactly("license_plate");
                assertNeutral(text, parked, "application/problem+json");
                vehicle.remove("license_plate");
                parked = gateway.send("POST", customer + "/vehicles", tenant.admin(), json(vehicle));
            }

            assertThat(payload.fate()).as(text).isEqualTo(isKept ? "kept" : "refused");
            Map<Answer, List<String>> answers = Map.of(
                    named, List.of("name"),
                    referred, List.of("note"),
                    transferred, List.of("reason"),
                    logged, List.of("description", "metadata"),
                    underName, List.of("metadata"),
                    parked, List.of("make", "model", "color", "notes", "license_plate"));
            answers.forEach((answer, fields) -> {
                assertNeutral(text, answer, isKept ? "application/json" : "application/problem+json");
                if (isKept) {
                    assertThat(answer.status()).as(text + " " + answer.body()).isIn(200, 201);
                    assertNothingRuns(answer.json());
                } else {
                    assertThat(answer.status()).as(text + " " + answer.body()).isEqualTo(400);
                    assertThat(pointers(answer)).as(text).containsExactlyInAnyOrderElementsOf(fields);
                }
            });
        }

        assertThat(texts(tenant, "/api/professionals?limit=200", "professionals", "name"))
                .containsAll(kept);
        assertThat(texts(tenant, customer + "/referrals", "referrals", "note")).containsAll(kept);
        assertThat(texts(tenant, customer + "/ownership-history", "transfers", "reason"))
                .containsAll(kept);
        assertThat(texts(tenant, customer + "/activities", "activities", "description"))
                .containsAll(kept);
        for (String field : List.of("make", "model", "color", "notes")) {
            assertThat(texts(tenant, customer + "/vehicles", "vehicles", field)).containsAll(kept);
        }
    }

    private Answer professional(TestTenant tenant, String name) {
        return gateway.send("POST", "/api/professionals", tenant.admin(), json(Map.of("name", name)));
    }

    /// One field of everything that a list answers with.
    private List<String> texts(TestTenant tenant, String path, String list, String field) {
        Answer answer = gateway.get(path, tenant.admin());
        assertNeutral(path, answer, "application/json");
        return answer.json()
                .path(list)
                .valueStream()
                .map(each -> each.path(field).asString(""))
                .toList();
    }

    /// Of each kind of attack one by each way in which a request can be wrong.
    @Test
    void repeatsNoAttackInProblemsOrHeaders() {
        TestTenant tenant = gateway.tenant();
        for (Payload payload : Payload.oneOfEachKind()) {
            String json = json(payload.text());
            String query = URLEncoder.encode(payload.text(), UTF_8);
            List<Answer> answers = List.of(
                    gateway.send("POST", "/api/customers", tenant.admin(), "{" + json + ": 1}"),
                    gateway.send("POST", "/api/customers", tenant.admin(), "{\"marketing_consent\": " + json + "}"),
                    gateway.send("POST", "/api/customers", tenant.admin(), json),
                    gateway.get("/api/customers?status=" + query, tenant.admin()),
                    gateway.get("/api/customers?cursor=" + query, tenant.admin()));
            for (Answer answer : answers) {
                assertThat(answer.status())
                        .as(payload.text() + " " + answer.body())
                        .isBetween(400, 499);
                assertNeutral(payload.text(), answer, "application/problem+json");
            }
        }
    }

    @Test
    @Tag("REQ-CM-B010")
    void writesNoFormulaIntoTheFileOfErrors() throws Exception {
        TestTenant tenant = gateway.tenant();
        Answer job = gateway.send(
                "POST",
                "/api/customers/bulk/import",
                tenant.admin(),
                BodyPublishers.ofString("email,phone,first_name,last_name\nx,y,z,w\n"),
                "Content-Type",
                "text/csv");
        UUID id = UUID.fromString(
                job.json().path("id").asString(job.json().path("job_id").asString()));
        fail(tenant, id);

        Answer file = gateway.get("/api/customers/bulk/jobs/" + id + "/errors.csv", tenant.admin());
        Answer page = gateway.get("/api/customers/bulk/jobs/" + id + "/errors?limit=200", tenant.admin());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        List<List<String>> rows = CsvRows.of(file.body());
        assertThat(rows).hasSize(CORPUS.size() + 1);
        rows.forEach(row -> row.forEach(cell -> assertThat(cell.isEmpty() || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0)
                .as(cell)
                .isTrue()));
        assertThat(page.header("Content-Type")).startsWith("application/json");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    /// A customer with these fields; those that have to be there are good ones where none is given.
    private Answer create(TestTenant tenant, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "email",
                UUID.randomUUID() + "@example.com",
                "phone",
                "+14169671111",
                "first_name",
                "A",
                "last_name",
                "B",
                "country",
                "FR"));
        body.putAll(fields);
        return gateway.send("POST", "/api/customers", tenant.admin(), json(body));
    }

    private static String json(Object value) {
        return Gateway.JSON.writeValueAsString(value);
    }

    private static Set<String> pointers(Answer refused) {
        Set<String> fields = new TreeSet<>();
        refused.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("pointer").asString().substring(1)));
        return fields;
    }

    private static void assertNeutral(String what, Answer answer, String type) {
        assertThat(answer.header("Content-Type")).as(what).startsWith(type);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(MARKUP.matcher(answer.body()).find()).as(answer.body()).isFalse();
        answer.response()
                .headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> {
                    assertThat(name).isNotEqualToIgnoringCase("Set-Cookie");
                    assertThat(value).doesNotContain("<", "alert(1)", "\n");
                }));
        if (type.contains("problem")) {
            assertThat(answer.body()).doesNotContain("alert(1)", "calc", "javascript:", "7*7");
        }
    }

    private static void assertNothingRuns(JsonNode node) {
        assertThat(isExecutable(node.asString(""))).as("came back: " + node).isFalse();
        node.forEach(HostileTextIT::assertNothingRuns);
    }

    /// What a browser could run if somebody put the text into a page without thinking. Written apart from `SafeText`.
    private static boolean isExecutable(String text) {
        String read = text.replaceAll("(?i)&#(?:x0*6a|0*106);?", "j")
                .replaceAll("(?i)&(?:tab|newline|#0*9|#0*10|#x0*9|#x0*a);?", "")
                .replaceAll("(?i)&(?:colon|#0*58|#x0*3a);?", ":");
        String address = read.replaceAll("[\\x00-\\x20]", "").toLowerCase(Locale.ROOT);
        return MARKUP.matcher(text).find()
                || address.startsWith("javascript:")
                || address.startsWith("vbscript:")
                || address.startsWith("data:text/html")
                || address.startsWith("data:image/svg")
                || Pattern.compile(
                                "(?i)[\"'\\s/]on(error|load|click|focus|mouse\\w+|pointer\\w+|animation\\w+|wheel)\\s*=")
                        .matcher(" " + text)
                        .find()
                || text.codePoints()
                        .anyMatch(c -> c == 0 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
    }

    /// What the worker would write for a file whose headers and values are the corpus.
    private void fail(TestTenant tenant, UUID job) throws Exception {
        try (Connection superuser = gateway.superuser()) {
            byte[] key;
            try (PreparedStatement select = superuser.prepareStatement("select file_key from bulk_job where id = ?")) {
                select.setObject(1, job);
                ResultSet row = select.executeQuery();
                row.next();
                key = row.getBytes(1);
            }
            FileCipher cipher = gateway.bean(TenantKeys.class)
                    .cipher(new TenantId(tenant.id()))
                    .file(job, key);
            try (PreparedStatement options = superuser.prepareStatement("""
                    update bulk_job set options = options || '{"delimiter": ",", "header_record": "email"}'
                    where id = ?""");
                    PreparedStatement record =
                            superuser.prepareStatement("insert into bulk_failed_row values (?, ?, ?, ?)");
                    PreparedStatement error = superuser.prepareStatement("""
                            insert into bulk_row_error (tenant_id, job_id, line, ordinal, outcome, column_name, field,
                                value, code, message, hint)
                            values (?, ?, ?, 0, 'rejected', ?, 'email', ?, 'INVALID_EMAIL', 'm', ?)""")) {
                options.setObject(1, job);
                options.execute();
                long line = 2;
                for (Payload payload : CORPUS) {
                    String storable = payload.text().replace("\0", "");
                    record.setObject(1, tenant.id());
                    record.setObject(2, job);
                    record.setLong(3, line);
                    record.setBytes(4, cipher.encrypt("x"));
                    record.execute();
                    error.setObject(1, tenant.id());
                    error.setObject(2, job);
                    error.setLong(3, line++);
                    error.setString(4, storable);
                    error.setBytes(5, cipher.encrypt(payload.text()));
                    error.setString(6, storable);
                    error.execute();
                }
            }
        }
    }
}
