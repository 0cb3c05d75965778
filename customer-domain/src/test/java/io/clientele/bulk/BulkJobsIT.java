package io.clientele.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-CM-B010")
class BulkJobsIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String CSV = "email\ncanary@example.com\n";
    private static final ImportOptions OPTIONS = new ImportOptions(Map.of(), null, null, null, null, "csv");

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void makesJobOperationTaskAndEncryptedFileTogether(@TempDir Path directory) throws IOException {
        try (TestDomain domain = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 2)) {
            Tenant tenant = domain.tenant();
            Actor admin = domain.admin(tenant);
            BulkJob job = domain.jobs.submitImport(admin, "canary list.csv", content(CSV), OPTIONS, false, "r1");

            assertThat(job.status()).isEqualTo("queued");
            assertThat(job.fileBytes()).isEqualTo(CSV.length());
            assertThat(job.read()).isZero();
            assertThat(domain.jdbc.queryForObject(
                            "select count(*) from scheduled_tasks where task_name = ? and task_instance = ?",
                            Integer.class,
                            BulkTask.NAME,
                            tenant.id() + ":" + job.id()))
                    .isEqualTo(1);
            try (var files = Files.list(directory.resolve("storage"))) {
                for (Path file : files.toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("canary");
                }
            }
        }
    }

    @Test
    void showsAJobOnlyToItsTenantAndRequester(@TempDir Path directory) throws IOException {
        try (TestDomain domain = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 2)) {
            Tenant tenant = domain.tenant();
            Actor professional = domain.professional(tenant);
            BulkJob job = domain.jobs.submitImport(professional, "f.csv", content(CSV), OPTIONS, false, null);

            assertThat(domain.jobs.find(professional, job.id())).isPresent();
            assertThat(domain.jobs.find(domain.admin(tenant), job.id())).isPresent();
            assertThat(domain.jobs.find(domain.professional(tenant), job.id())).isEmpty();
            assertThat(domain.jobs.find(domain.admin(domain.tenant()), job.id()))
                    .isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenTheUploadBreaksOff(@TempDir Path directory) throws IOException {
        try (TestDomain domain = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 2)) {
            Actor admin = domain.admin(domain.tenant());
            InputStream broken = new InputStream() {
                private int left = 100_000;

                @Override
                public int read() throws IOException {
                    if (left <= 0) {
                        throw new IOException("connection reset");
                    }
                    left--;
                    return 'x';
                }
            };

            assertThatThrownBy(() -> domain.jobs.submitImport(admin, "f.csv", broken, OPTIONS, false, null))
                    .isInstanceOfAny(IOException.class, UncheckedIOException.class);
            try (var files = Files.list(directory.resolve("storage"))) {
                assertThat(files).isEmpty();
            }
            assertThat(domain.transactions.read(
                            admin.tenantId(),
                            () -> domain.jdbc.queryForObject("select count(*) from bulk_job", Integer.class)))
                    .isZero();
        }
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
