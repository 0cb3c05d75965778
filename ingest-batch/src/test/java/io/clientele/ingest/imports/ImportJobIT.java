package io.clientele.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkRowError;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.ingest.IngestBatchApplication;
import io.clientele.pii.PiiField;
import io.clientele.pii.TenantCipher;
import io.clientele.tenant.Actor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("REQ-CM-B010")
class ImportJobIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private TestDatabase database;
    private Path directory;
    private ImportWorld world;
    private ConfigurableApplicationContext application;

    @BeforeAll
    void start(TestDatabase shared, @TempDir Path temporary) {
        database = shared;
        directory = temporary;
        world = new ImportWorld(database, directory);
        Map<String, Object> settings = new HashMap<>(world.settings());
        settings.put("clientele.import.rows-per-chunk", 100);
        settings.put("clientele.import.rows-per-slice", 150);
        application = new SpringApplicationBuilder(IngestBatchApplication.class).run(ImportWorld.arguments(settings));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void newTenant() {
        world = new ImportWorld(database, directory);
    }

    @Test
    void givesEveryRowExactlyOneFate() {
        MessyFile file = MessyFile.of(2_000, "example.com");
        List<String> known = file.good.keySet().stream().limit(40).toList();
        store(known);

        BulkJob job = importFile(world.admin, file.bytes(), false);

        Ledger.assertHolds(world, file, job, known);
        assertThat(world.count(
                        "select count(*) from operation where tenant_id = ? and id = ? and status = 'completed' and changed_rows = ?",
                        world.tenant(),
                        job.operationId(),
                        job.created()))
                .isEqualTo(1);
        assertThat(world.count("select count(*) from pg_tables where schemaname = 'staging'"))
                .isZero();
        assertThat(world.count("select count(*) from subject_key where tenant_id = ?", world.tenant()))
                .isEqualTo(job.created() + 40);
        assertThat(job.options().headerRecord()).startsWith("E-mail,Phone,First name");
        assertThat(job.options().columns()).containsEntry("Surname", "last_name");
        assertThat(job.options().encoding()).isEqualTo("UTF-8");
    }

    @Test
    void writesCiphertextOnly() {
        MessyFile file = MessyFile.of(50, "secret.example.com");

        BulkJob job = importFile(world.admin, file.bytes(), false);

        List<Map<String, Object>> rows = world.query(
                "select c.*, k.wrapped_key from customer c join subject_key k on k.customer_id = c.id where c.tenant_id = ? order by operation_row",
                world.tenant());
        assertThat(rows).hasSize((int) job.created());
        TenantCipher cipher = world.keys.cipher(world.admin.tenantId());
        Map<String, Object> row = rows.getFirst();
        assertThat(cipher.subject((UUID) row.get("id"), (byte[]) row.get("wrapped_key"))
                        .decrypt(PiiField.EMAIL, (byte[]) row.get("email")))
                .isEqualTo("person0@secret.example.com");
        for (String table : List.of("customer", "bulk_row_error", "bulk_failed_row", "subject_key")) {
            String dump = world.query(
                            "select encode(convert_to(t::text, 'UTF8'), 'hex') as hex from " + table
                                    + " t where tenant_id = ?",
                            world.tenant())
                    .toString();
            for (String clear : List.of("person0", "secret.example.com", "Main St", "1984-05", "Montr", "Neil")) {
                assertThat(dump).doesNotContain(hex(clear)).doesNotContain(hex("\\x" + hex(clear)));
                assertThat(dump).doesNotContain(hex(hex(clear)));
            }
        }
    }

    @Test
    void keepsFailingRowsForCorrection() {
        MessyFile file = MessyFile.of(200, "example.org");

        BulkJob job = importFile(world.admin, file.bytes(), false);

        var rows = world.jobs.failedRows(world.admin.tenantId(), job, 0, 1000);
        assertThat(rows).hasSize(file.rejected.size() + file.repeats.size());
        assertThat(rows.getFirst().record())
                .isEqualTo("not an address,416-555-0107,Zoé7,O'Neil-7,1984-05-08,\"7 Main St, Apt 7\",Montréal,QC,"
                        + "H2X 1Y4,non,vip;fleet,x");
        BulkRowError error = rows.getFirst().errors().getFirst();
        assertThat(error.column()).isEqualTo("E-mail");
        assertThat(error.field()).isEqualTo("email");
        assertThat(error.value()).isEqualTo("not an address");
        assertThat(error.code()).isEqualTo("INVALID_EMAIL");
        assertThat(error.outcome()).isEqualTo("rejected");
        assertThat(error.hint()).isNotBlank();
    }

    @Test
    void changesNothingInADryRunButCountsAlike() {
        MessyFile file = MessyFile.of(600, "example.net");
        List<String> known = file.good.keySet().stream().limit(10).toList();
        store(known);

        BulkJob plan = importFile(world.admin, file.bytes(), true);

        assertThat(world.count("select count(*) from customer where tenant_id = ?", world.tenant()))
                .isEqualTo(10);
        BulkJob real = importFile(world.admin, file.bytes(), false);
        assertThat(List.of(plan.read(), plan.created(), plan.duplicates(), plan.rejected()))
                .isEqualTo(List.of(real.read(), real.created(), real.duplicates(), real.rejected()));
        assertThat(Ledger.codes(world, plan)).isEqualTo(Ledger.codes(world, real));
        Ledger.assertHolds(world, file, real, known);
    }

    @Test
    void makesTheImportingProfessionalTheOwner() {
        Actor professional = world.professional();

        BulkJob job = importFile(professional, MessyFile.of(30, "example.com").bytes(), false);

        assertThat(world.count(
                        """
                        select count(*) from customer c join customer_ownership_history h
                            on h.tenant_id = c.tenant_id and h.customer_id = c.id and h.new_owner_id = c.owner_professional_id
                        where c.tenant_id = ? and c.owner_professional_id = ? and h.transferred_by = ?
                            and h.operation_id = ?""", world.tenant(), professional.professionalId(), professional.userId(), job.operationId()))
                .isEqualTo(job.created())
                .isPositive();
    }

    @Test
    void saysWhyAFileCanNotBeRead() {
        assertFailed("", "UNREADABLE_FILE", "an empty file");
        assertFailed("PK\u0003\u0004xxxx", "UNREADABLE_FILE", ".xlsx");
        assertFailed("Name,Courriel\nA,a@b.ca\n", "UNMAPPED_REQUIRED_FIELD", "phone, first_name, last_name");
    }

    @Test
    void losesALineWithBrokenQuotesOnly() {
        String file = """
                email;phone;prénom;nom
                a@example.com;416 555 0101;Ann;One
                "b@example.com;416 555 0102;Bob;Two
                c@example.com;416 555 0103;Cid;"Three"
                """;

        BulkJob job = importFile(world.admin, file.getBytes(StandardCharsets.UTF_8), false);

        assertThat(job.created()).isEqualTo(2);
        assertThat(Ledger.codes(world, job)).isEqualTo(Map.of(3L, List.of("MALFORMED_ROW")));
    }

    private void store(List<String> emails) {
        StringBuilder text = new StringBuilder("email,phone,first name,last name\n");
        emails.forEach(email -> text.append(email).append(",514 555 0199,Early,Bird\n"));
        importFile(world.admin, text.toString().getBytes(StandardCharsets.UTF_8), false);
    }

    private BulkJob importFile(Actor actor, byte[] file, boolean dryRun) {
        return world.await(
                world.submit(actor, file, dryRun).id(),
                LIMIT,
                job -> job.status().equals("completed"));
    }

    private void assertFailed(String file, String code, String detail) {
        UUID id = world.submit(world.admin, file.getBytes(StandardCharsets.ISO_8859_1), false)
                .id();
        BulkJob job = world.await(id, LIMIT, j -> j.status().equals("failed"));
        assertThat(job.failureCode()).isEqualTo(code);
        assertThat(job.failureMessage()).contains(detail);
        assertThat(world.count("select count(*) from operation where id = ? and status = 'failed'", job.operationId()))
                .isEqualTo(1);
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
