package io.clientele.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.pii.FileCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantId;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B010")
class ImportApiIT {
    private static final String PATH = "/api/customers/bulk/import";
    private static final String FORM = "multipart/form-data; boundary=XX";
    private static final String CANARY = "canary-7f3a";

    private final Gateway gateway;

    ImportApiIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private static String part(String name, String file, String content) {
        String fileName = file.isEmpty() ? "" : "; filename=\"" + file + "\"";
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"" + fileName + "\r\n\r\n" + content
                + "\r\n";
    }

    private Answer upload(String token, String query, String... parts) {
        String body = String.join("", parts) + "--XX--\r\n";
        return gateway.send("POST", PATH + query, token, BodyPublishers.ofString(body), "Content-Type", FORM);
    }

    @Test
    @Tag("REQ-CM-B017")
    void storesTheFileAsCiphertextAndMakesJobAndTask() throws Exception {
        TestTenant tenant = gateway.tenant();
        String file = "email,name\n" + (CANARY + "@example.com,x\n").repeat(2000);

        Answer accepted = upload(
                tenant.admin(),
                "?dry_run=true&delimiter=,",
                part("file", CANARY + ".csv", file),
                part("mapping", "", "{\"columns\":{\"email\":\"email\",\"name\":null}}"));

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String id = accepted.json().path("job_id").asString();
        assertThat(accepted.header("Location")).isEqualTo("/api/customers/bulk/jobs/" + id);
        assertThat(accepted.json().path("status").asString()).isEqualTo("queued");
        assertThat(accepted.json().path("dry_run").asBoolean()).isTrue();
        assertThat(accepted.json().path("total_bytes").asLong()).isEqualTo(file.length());
        assertThat(accepted.json().at("/mapping/columns/email").asString()).isEqualTo("email");
        assertThat(accepted.json().at("/mapping/columns/name").isNull()).isTrue();
        assertThat(accepted.json().path("failure").isNull()).isTrue();
        assertThat(gateway.get(accepted.header("Location"), tenant.admin()).json())
                .isEqualTo(accepted.json());
        assertThat(count("select count(*) from bulk_job where id = '" + id + "' and status = 'queued'"))
                .isOne();
        assertThat(count("select count(*) from scheduled_tasks where task_name = 'bulk-job' and task_instance = '"
                        + tenant.id() + ":" + id + "'"))
                .isOne();
        assertThat(count("select count(*) from operation where id = '"
                        + accepted.json().path("operation_id").asString() + "' and request_id = '"
                        + accepted.header("X-Request-Id") + "' and traceparent = '" + accepted.header("traceparent")
                        + "'"))
                .isOne();
        assertThat(gateway.storage().resolve(id + ".upload")).isRegularFile();
        assertThat(canaryIn(gateway.storage())).isFalse();
        assertThat(canaryIn(Path.of(System.getProperty("java.io.tmpdir")))).isFalse();
    }

    private long count(String query) throws Exception {
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// In files of this directory that are younger than the run: others' are none of our business.
    private static boolean canaryIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.isReadable(file) && new String(Files.readAllBytes(file), UTF_8).contains(CANARY)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void takesTheFileAloneAsTheBody() {
        TestTenant tenant = gateway.tenant();

        Answer accepted = gateway.send(
                "POST", PATH, tenant.admin(), BodyPublishers.ofString("email\na@b.ca\n"), "Content-Type", "text/csv");

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.json().path("dry_run").asBoolean()).isFalse();
    }

    @Test
    void refusesWhatCanNotBeImportedAndLeavesNothingBehind() throws IOException {
        TestTenant tenant = gateway.tenant();
        long before = files();
        String admin = tenant.admin();
        String file = part("file", "a.csv", "email\na@b.ca\n");

        assertThat(upload(admin, "", part("mapping", "", "{\"columns\":{}}")).code())
                .isEqualTo("MALFORMED_REQUEST");
        assertThat(upload(admin, "", part("file", "a.csv", "")).code()).isEqualTo("UNREADABLE_FILE");
        assertThat(upload(admin, "", part("file", "a.xlsx", "PK\3\4...")).code())
                .isEqualTo("UNREADABLE_FILE");
        assertThat(upload(admin, "", part("file", "a.csv", "x".repeat(1_100_000)))
                        .code())
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(upload(admin, "", file, part("mapping", "", "{\"columns\":{\"A/b\":\"emial\"}}"))
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/columns/A~1b");
        assertThat(upload(admin, "", file, part("mapping", "", "{\"colums\":{}}"))
                        .code())
                .isEqualTo("UNKNOWN_FIELD");
        assertThat(upload(admin, "", file, file).code()).isEqualTo("MALFORMED_REQUEST");
        assertThat(upload(admin, "?delimiter=x", file)
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/delimiter");
        assertThat(upload(admin, "?dry_run=perhaps", file)
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/dry_run");
        assertThat(gateway.send("POST", PATH, admin, BodyPublishers.ofString(file), "Content-Type", FORM)
                        .code())
                .as("a form that ends early")
                .isEqualTo("MALFORMED_REQUEST");
        assertThat(gateway.send("POST", PATH, admin, "{}").status()).isEqualTo(415);
        assertThat(files()).isEqualTo(before);
    }

    private long files() throws IOException {
        Files.createDirectories(gateway.storage());
        try (Stream<Path> all = Files.list(gateway.storage())) {
            return all.count();
        }
    }

    @Test
    @Tag("REQ-CM-B016")
    void showsAProfessionalOwnJobsOnly() {
        TestTenant tenant = gateway.tenant();
        String professional = gateway.professional(tenant);

        String own = upload(professional, "", part("file", "a.csv", "email\na@b.ca\n"))
                .header("Location");
        String admins = upload(tenant.admin(), "", part("file", "a.csv", "email\na@b.ca\n"))
                .header("Location");

        assertThat(gateway.get(own, professional).status()).isEqualTo(200);
        assertThat(gateway.get(own, tenant.admin()).status()).isEqualTo(200);
        assertThat(gateway.get(admins, professional).status()).isEqualTo(404);
        assertThat(gateway.get(admins + "/errors", professional).status()).isEqualTo(404);
        assertThat(gateway.get(admins + "/errors.csv", professional).status()).isEqualTo(404);
        assertThat(gateway.get(own, gateway.tenant().admin()).status()).isEqualTo(404);
    }

    @Test
    void givesTheFailingRowsAsPagesAndAsAFile() throws Exception {
        TestTenant tenant = gateway.tenant();
        Answer accepted = upload(tenant.admin(), "", part("file", "a.csv", "Mail;Name\nbad;x\n"));
        String location = accepted.header("Location");
        fail(tenant, UUID.fromString(accepted.json().path("job_id").asString()));

        Answer job = gateway.get(location, tenant.admin());
        Answer first = gateway.get(location + "/errors?limit=2", tenant.admin());
        Answer second = gateway.get(
                location + "/errors?limit=2&after=" + first.json().path("next").asString(), tenant.admin());
        Answer file = gateway.get(location + "/errors.csv", tenant.admin());

        assertThat(job.json().at("/errors_by_code/0/code").asString()).isEqualTo("INVALID_EMAIL");
        assertThat(job.json().at("/errors_by_code/0/count").asInt()).isEqualTo(2);
        assertThat(first.json().path("errors").size()).isEqualTo(2);
        assertThat(first.json().at("/errors/0/value").asString()).isEqualTo("bad");
        assertThat(second.json().path("errors").size()).isEqualTo(1);
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.body().lines())
                .containsExactly(
                        "Mail;Name;_line;_code;_column;_message;_hint",
                        "bad;x;2;\"INVALID_EMAIL; REQUIRED\";\"Mail; =x\";\"m; m\";\"h; h\"",
                        "\"a;b\";'=1;4;INVALID_EMAIL;Mail;m;h");
    }

    /// Writes what the worker would: two failing rows, of three errors.
    private void fail(TestTenant tenant, UUID job) throws Exception {
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement()) {
            byte[] key;
            try (ResultSet row = statement.executeQuery("select file_key from bulk_job where id = '" + job + "'")) {
                row.next();
                key = row.getBytes(1);
            }
            FileCipher cipher = gateway.bean(TenantKeys.class)
                    .cipher(new TenantId(tenant.id()))
                    .file(job, key);
            statement.execute(
                    "update bulk_job set options = options || '{\"delimiter\": \";\", \"header_record\": \"Mail;Name\"}'"
                            + " where id = '" + job + "'");
            try (PreparedStatement row = superuser.prepareStatement("insert into bulk_failed_row values (?, ?, ?, ?)");
                    PreparedStatement error = superuser.prepareStatement("""
                            insert into bulk_row_error (tenant_id, job_id, line, ordinal, outcome, column_name, field,
                                value, code, message, hint) values (?, ?, ?, ?, 'rejected', ?, 'email', ?, ?, 'm', 'h')
                            """)) {
                record(row, tenant, job, 2, cipher.encrypt("bad;x"));
                record(row, tenant, job, 4, cipher.encrypt("\"a;b\";'=1"));
                error(error, tenant, job, 2, 0, "Mail", cipher.encrypt("bad"), "INVALID_EMAIL");
                error(error, tenant, job, 2, 1, "=x", cipher.encrypt(""), "REQUIRED");
                error(error, tenant, job, 4, 0, "Mail", cipher.encrypt("a;b"), "INVALID_EMAIL");
            }
        }
    }

    private static void record(PreparedStatement insert, TestTenant tenant, UUID job, long line, byte[] text)
            throws Exception {
        insert.setObject(1, tenant.id());
        insert.setObject(2, job);
        insert.setLong(3, line);
        insert.setBytes(4, text);
        insert.execute();
    }

    private static void error(
            PreparedStatement insert,
            TestTenant tenant,
            UUID job,
            long line,
            int ordinal,
            String column,
            byte[] value,
            String code)
            throws Exception {
        insert.setObject(1, tenant.id());
        insert.setObject(2, job);
        insert.setLong(3, line);
        insert.setInt(4, ordinal);
        insert.setString(5, column);
        insert.setBytes(6, value);
        insert.setString(7, code);
        insert.execute();
    }
}
