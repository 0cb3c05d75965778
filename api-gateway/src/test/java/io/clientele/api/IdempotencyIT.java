package io.clientele.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.api.idempotency.KeptAnswers;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `Idempotency-Key`: exactly once, whatever dies in between.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B005")
class IdempotencyIT {
    private static final String HEADER = "Idempotency-Key";
    private static final String CUSTOMERS = "/api/customers";

    private final Gateway gateway;
    private final TestTenant tenant;

    IdempotencyIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void answersTheSameAgainAndWorksOnce() throws Exception {
        String key = UUID.randomUUID().toString();

        Answer first = post(tenant.admin(), key, customer("once@example.com"));
        Answer again = post(tenant.admin(), key, customer("once@example.com"));

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(customers()).isOne();
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        String key = "k " + UUID.randomUUID();
        Answer first = post(tenant.admin(), key, customer("a@example.com"));
        String restore = first.header("Location") + "/restore";

        Answer otherBody = post(tenant.admin(), key, customer("b@example.com"));
        Answer otherPath = gateway.send("POST", restore, tenant.admin(), "", HEADER, key, "If-Match", "\"v1\"");
        Answer otherUser = post(gateway.token(tenant.id(), "admin"), key, customer("c@example.com"));
        Answer otherTenant = post(gateway.tenant().admin(), key, customer("a@example.com"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(List.of(otherBody, otherPath)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        });
        assertThat(otherUser.status()).as("users have keys of their own").isEqualTo(201);
        assertThat(otherTenant.status()).isEqualTo(201);
    }

    @Test
    void refusesKeysThatAreNone() {
        String body = customer("key@example.com");

        assertThat(post(tenant.admin(), "x".repeat(256), body).code()).isEqualTo("INVALID_IDEMPOTENCY_KEY");
        assertThat(post(tenant.admin(), "", body).status()).isEqualTo(400);
        assertThat(gateway.send("POST", CUSTOMERS, tenant.admin(), body, HEADER, "a", HEADER, "b")
                        .status())
                .isEqualTo(400);
        assertThat(post(tenant.admin(), "x".repeat(255), body).status()).isEqualTo(201);
    }

    @Test
    void keepsNoAnswerOfARequestThatFailed() throws Exception {
        String key = UUID.randomUUID().toString();
        Answer blocker = post(tenant.admin(), UUID.randomUUID().toString(), customer("mine@example.com"));

        Answer refused = post(tenant.admin(), key, customer("mine@example.com"));
        Answer invalid = post(tenant.admin(), key, "{}");
        Answer large = post(tenant.admin(), key, "{\"notes\":\"" + "x".repeat(20_000) + "\"}");
        gateway.send("DELETE", blocker.header("Location"), tenant.admin(), "", "If-Match", "\"v1\"");
        Answer done = post(tenant.admin(), key, customer("mine@example.com"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("DUPLICATE_EMAIL");
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(large.status()).isEqualTo(413);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.header("Idempotency-Replayed")).isEmpty();
    }

    /// The transaction is killed after the work and before the answer is kept: neither may be there.
    @Test
    void losesWorkAndAnswerTogetherAndTellsOthersToWait() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = customer("killed@example.com");
        CompletableFuture<Answer> first;
        Answer meanwhile;
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("lock table idempotency_key in share mode");
            first = CompletableFuture.supplyAsync(() -> post(tenant.admin(), key, body));
            String blocked = "select pid from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like 'insert into idempotency_key%' and datname = current_database()";
            while (pids(statement, blocked).isEmpty() && !first.isDone()) {
                statement.execute("select pg_sleep(0.02)");
                statement.execute("select pg_stat_clear_snapshot()");
            }
            meanwhile = post(tenant.admin(), key, body);
            for (int pid : pids(statement, blocked)) {
                statement.execute("select pg_terminate_backend(" + pid + ", 5000)");
            }
            superuser.rollback();
        }
        Answer lost = first.join();
        long afterKill = customers();
        Answer again = post(tenant.admin(), key, body);

        assertThat(meanwhile.status()).as(meanwhile.body()).isEqualTo(409);
        assertThat(meanwhile.code()).isEqualTo("REQUEST_IN_PROGRESS");
        assertThat(meanwhile.header("Retry-After")).matches("\\d+");
        assertThat(lost.status()).as(lost.body()).isEqualTo(503);
        assertThat(lost.header("Location") + lost.header("ETag")).isEmpty();
        assertThat(afterKill).isZero();
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(customers()).isOne();
    }

    private static List<Integer> pids(Statement statement, String query) throws Exception {
        List<Integer> pids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pids.add(rows.getInt(1));
            }
        }
        return pids;
    }

    @Test
    void letsOneOfManyAtOnceWork() throws Exception {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Answer>> all = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> post(tenant.admin(), key, customer("many@example.com"))))
                .limit(8)
                .toList();

        List<Answer> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::body))
                .isNotEmpty()
                .allMatch(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .body()::equals);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("REQUEST_IN_PROGRESS"));
        assertThat(customers()).isOne();
    }

    @Test
    @Tag("REQ-CM-B010")
    void importsAFileOnceWhateverTheBoundaryOfTheForm() throws Exception {
        String key = UUID.randomUUID().toString();
        String file = "email\n" + "a@b.ca\n".repeat(3000);

        Answer first = upload(key, "AA", file, "");
        long files = files();
        Answer again = upload(key, "BB", file, "");
        Answer otherFile = upload(key, "AA", file + "c@d.ca\n", "");
        Answer otherQuery = upload(key, "AA", file, "?dry_run=true");

        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(otherFile.status()).isEqualTo(422);
        assertThat(otherQuery.status()).isEqualTo(422);
        assertThat(count("bulk_job")).isOne();
        assertThat(files()).isEqualTo(files);
    }

    private Answer upload(String key, String boundary, String file, String query) {
        String form =
                "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n%2$s\r\n--%1$s--\r\n"
                        .formatted(boundary, file);
        return gateway.send(
                "POST",
                "/api/customers/bulk/import" + query,
                tenant.admin(),
                BodyPublishers.ofString(form),
                "Content-Type",
                "multipart/form-data; boundary=" + boundary,
                HEADER,
                key);
    }

    private long files() throws Exception {
        Path storage = Files.createDirectories(gateway.storage());
        try (Stream<Path> all = Files.list(storage)) {
            return all.count();
        }
    }

    @Test
    @Tag("REQ-CM-B017")
    void keepsAnswersUnreadableForADayAndRemovesThemThen() throws Exception {
        String key = UUID.randomUUID().toString();
        Answer first = post(tenant.admin(), key, customer("day@example.com"));

        assertThat(count("idempotency_key")).isOne();
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement()) {
            try (ResultSet row = statement.executeQuery("select key_hash, fingerprint, answer,"
                    + " extract(epoch from expires_at - created_at) from idempotency_key where tenant_id = '"
                    + tenant.id() + "'")) {
                row.next();
                String kept = new String(row.getBytes(1), UTF_8)
                        + new String(row.getBytes(2), UTF_8)
                        + new String(row.getBytes(3), UTF_8);
                assertThat(kept)
                        .doesNotContain(key)
                        .doesNotContain("day@example.com")
                        .doesNotContain("O'Brien");
                assertThat(row.getLong(4)).isEqualTo(24 * 3600);
            }
            statement.execute("update idempotency_key set expires_at = now() - interval '1 second' where tenant_id = '"
                    + tenant.id() + "'");
        }
        Answer expired = post(tenant.admin(), key, customer("day@example.com"));
        long removed = gateway.bean(KeptAnswers.class).removeExpired();

        assertThat(first.status()).isEqualTo(201);
        assertThat(expired.code()).as("no longer known, hence worked again").isEqualTo("DUPLICATE_EMAIL");
        assertThat(removed).isPositive();
        assertThat(count("idempotency_key")).isZero();
    }

    @Test
    void hasNoEffectForOperatorsAndOtherMethods() {
        String operator = gateway.issuer().token(java.util.Map.of("roles", new String[] {"operator"}));
        String name = "{\"name\":\"t-" + UUID.randomUUID() + "\"}";

        Answer first = gateway.send("POST", "/api/tenants", operator, name, HEADER, "same");
        Answer again = gateway.send("POST", "/api/tenants", operator, name, HEADER, "same");
        Answer read = gateway.get(CUSTOMERS, tenant.admin(), HEADER, "same");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(read.status()).isEqualTo(200);
    }

    @Test
    @Tag("REQ-CM-B003")
    void refusesAVinThatIsTakenAsWithoutAKey() {
        String path = post(tenant.admin(), "car", customer("car@example.com")).header("Location") + "/vehicles";
        String vehicle = "{\"vin\": \"1HGCM82633A004352\", \"make\": \"Honda\", \"model\": \"Accord\", \"year\": 2003}";

        Answer first = gateway.send("POST", path, tenant.admin(), vehicle, HEADER, "v1");
        Answer keyed = gateway.send("POST", path, tenant.admin(), vehicle, HEADER, "v2");
        Answer plain = gateway.send("POST", path, tenant.admin(), vehicle);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(keyed.status()).as(keyed.body()).isEqualTo(409);
        assertThat(keyed.code()).isEqualTo(plain.code()).isEqualTo("DUPLICATE_VIN");
    }

    private long customers() throws Exception {
        return count("customer");
    }

    private long count(String table) throws Exception {
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from " + table + " where tenant_id = '" + tenant.id() + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Answer post(String token, String key, String body) {
        return gateway.send("POST", CUSTOMERS, token, body, HEADER, key);
    }

    private static String customer(String email) {
        return """
                {"email": "%s", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(email);
    }
}
