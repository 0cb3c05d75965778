package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogDiagnosisTest {
    private static final Path LOG = Path.of("/home/of/ours/logs/server.log");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FATAL:  could not write lock file: No space left on device | no space left    | Free disk space",
                "LOG:  could not bind IPv4 address: Address already in use | another program took its port | other ports",
                "FATAL:  database files are incompatible with server       | of another version | matching version",
                "FATAL:  could not map anonymous shared memory: Cannot allocate memory | not enough memory | 3 GB",
                "something that nobody foresaw | ended with exit code 3 before it was ready | /home/of/ours/logs/server.log"
            })
    void tellsCauseAndCure(String tail, String problem, String cure) {
        ServersException told = LogDiagnosis.explain(ServerKind.POSTGRES, 3, LOG, tail);
        assertThat(told.problem()).contains("PostgreSQL", problem);
        assertThat(told.cure()).contains(cure);
        assertThat(told).hasMessage(told.problem() + ". " + told.cure() + ".");
    }

    @Test
    void readsOnlyWhatWasWrittenSince(@TempDir Path directory) throws Exception {
        Path log = Files.writeString(directory.resolve("log"), "old\n" + "x".repeat(100_000) + "\nnew\n");
        assertThat(LogDiagnosis.tail(log, 100_005)).isEqualTo("new\n");
        assertThat(LogDiagnosis.tail(log, 0)).hasSize(64 * 1024).endsWith("new\n");
    }
}
