package io.clientele.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.problem.ProblemCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;

@Tag("REQ-CM-B005")
class RefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "08006, DATABASE_UNAVAILABLE",
        "57P01, DATABASE_UNAVAILABLE",
        "53300, DATABASE_UNAVAILABLE",
        "57014, INTERNAL_ERROR",
        "23505, INTERNAL_ERROR"
    })
    void tellsAnOutageFromARefusedStatement(String state, ProblemCode code) {
        Throwable thrown = new TransactionSystemException("commit", new SQLException("canary", state));

        assertThat(Refusals.of(thrown).code()).isEqualTo(code);
    }

    @Test
    void tellsNothingOfWhatIsUnexpected() {
        Refusal refusal = Refusals.of(new DataIntegrityViolationException("canary"));

        assertThat(refusal.code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(refusal.toString()).doesNotContain("canary");
    }

    @Test
    void logsPlacesButNoForeignMessages() {
        SQLException cause = new SQLException("Key (email)=(canary)", "23505");
        cause.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.postgresql.X", "y", "X.java", 1)});

        String trace = SafeTrace.of(new IllegalStateException("ours", cause));

        assertThat(trace)
                .contains("IllegalStateException: ours")
                .contains("SQLSTATE 23505")
                .contains("org.postgresql.X")
                .doesNotContain("canary");
    }
}
