package io.clientele.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.access.AccessExplanation.Referred;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B016")
class AccessExplanationTest {
    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID COLLEAGUE = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            active, owner, referrals,         access,  because
            true,   true,  -,                 full,    owner
            true,   true,  declined,          full,    owner referral_declined
            true,   false, -,                 none,    -
            true,   false, pending,           limited, referral_pending
            true,   false, accepted,          limited, referral_accepted
            true,   false, declined,          none,    referral_declined
            true,   false, declined pending,  limited, referral_declined referral_pending
            false,  true,  -,                 none,    inactive owner
            false,  false, accepted,          none,    inactive referral_accepted
            """, useHeadersInDisplayName = true)
    void namesTheFactsThatThePolicyDecidesFrom(
            boolean active, boolean owner, String referrals, String access, String because) {
        List<Referred> referred = words(referrals)
                .map(status -> new Referred(status, SINCE, COLLEAGUE))
                .toList();

        AccessExplanation explained = AccessExplanation.explain(
                new TenantId(UUID.randomUUID()), UUID.randomUUID(), "Ann", active, owner ? SINCE : null, referred);

        assertThat(explained.access()).isEqualTo(access);
        assertThat(explained.reasons().stream().map(AccessExplanation.Reason::because))
                .containsExactlyElementsOf(words(because).toList());
        assertThat(explained.reasons())
                .filteredOn(reason -> reason.because().startsWith("referral"))
                .allSatisfy(reason -> {
                    assertThat(reason.since()).isEqualTo(SINCE);
                    assertThat(reason.byProfessionalId()).isEqualTo(COLLEAGUE);
                });
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(" "));
    }
}
