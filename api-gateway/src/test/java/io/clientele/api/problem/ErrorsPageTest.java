package io.clientele.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B013")
class ErrorsPageTest {
    private static final String HEAD = """
            # Errors

            Every error answer of the API is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`,
            `code`, `request_id`, and `errors[]` with `pointer`, `code`, `message` and `expected` for each field that is
            wrong, all at once. Errors of rows of an import carry the same codes. No answer repeats a value that was sent.

            This page is made from `ProblemCode`; `ErrorsPageTest` fails when it is stale. To renew it, run that test
            with `-Dclientele.docs.write=true`.

            | code | type | status | what it means | what to do |
            |---|---|---|---|---|
            """;

    @Test
    void errorsPageListsEveryCode() throws IOException {
        Path page = root().resolve("docs/errors.md");
        String expected = page();
        if (Boolean.getBoolean("clientele.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }

        assertThat(page).exists().content().isEqualTo(expected);
    }

    private static Path root() {
        String root = System.getProperty("clientele.root");
        return root == null ? Path.of("..") : Path.of(root);
    }

    private static String page() {
        StringBuilder text = new StringBuilder(HEAD);
        for (ProblemCode code : ProblemCode.values()) {
            text.append("| `%s` | `%s` | %d | %s | %s |\n"
                    .formatted(code.name(), Problem.type(code), code.status(), code.message(), code.hint()));
        }
        return text.toString();
    }
}
