package io.clientele.api.inquiry;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.InquiryStatus;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The query parameter `status`.
final class StatusParameter {
    private StatusParameter() {}

    /// Null where nothing is said.
    ///
    /// @throws ProblemException `MALFORMED_REQUEST` for a text that no status has
    static @Nullable InquiryStatus parse(@Nullable String text) {
        return text == null
                ? null
                : InquiryStatus.of(text)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.MALFORMED_REQUEST,
                                "The parameter status is one of "
                                        + Arrays.stream(InquiryStatus.values())
                                                .map(InquiryStatus::text)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }
}
