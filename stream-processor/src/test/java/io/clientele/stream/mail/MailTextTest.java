package io.clientele.stream.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.notification.DueMail;
import io.clientele.notification.MailMode;
import io.clientele.notification.Notification;
import io.clientele.notification.Preferences;
import io.clientele.schemas.Json;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B007")
class MailTextTest {
    private static final UUID CUSTOMER = new UUID(1, 1);
    private final MailText text = new MailText("https://crm.example.com");

    @Test
    void saysInEnglishWhatHappenedWhenAndWhere() {
        MailText.Words words = text.of(mail("en", List.of(told("ownership_received", Map.of()))));

        assertThat(words.subject()).isEqualTo("A customer is yours now");
        assertThat(words.text())
                .startsWith("A customer is yours now\n")
                .contains("- A customer is yours now", "https://crm.example.com/customers/" + CUSTOMER)
                .containsPattern("On Nov 24, 2026, 3:00.AM")
                .doesNotContain("[", "??", "more, in");
        assertThat(words.html())
                .contains("<html lang=\"en\">", "href=\"https://crm.example.com/customers/" + CUSTOMER + "\"")
                .doesNotContain("th:", "??");
    }

    @Test
    void saysItInFrenchByTheClockOfTheRecipient() {
        MailText.Words words = text.of(mail("fr", List.of(told("vehicle_changed", Map.of()))));

        assertThat(words.subject()).isEqualTo("Un véhicule d'un de vos clients a été modifié");
        assertThat(words.text()).containsPattern("Le 24 nov. 2026,? 03:00").contains("Vos préférences de notification");
        assertThat(words.html()).contains("<html lang=\"fr\">", "véhicule d&#39;un");
    }

    @Test
    void sumsUpADigestAndCountsWhatItDoesNotList() {
        List<Notification> many =
                IntStream.range(0, 53).mapToObj(i -> told("activity", Map.of())).toList();

        MailText.Words words = text.of(mail("en", many));

        assertThat(words.subject()).isEqualTo("Your customers: 53 notifications");
        assertThat(words.text().lines().filter(line -> line.startsWith("- "))).hasSize(50);
        assertThat(words.text()).contains("And 3 more, in your inbox.");
        assertThat(words.html()).contains("And 3 more, in your inbox.");
    }

    @Test
    void givesTheCountsOfABulkOperation() {
        assertThat(text.of(mail("en", List.of(told("bulk_digest", Map.of("events", 1)))))
                        .subject())
                .isEqualTo("A bulk operation concerned your customers: 1 change");
        assertThat(text.of(mail("fr", List.of(told("bulk_digest", Map.of("events", 12)))))
                        .subject())
                .isEqualTo("Une opération groupée a touché vos clients : 12 modifications");
    }

    @Test
    void hasWordsForEveryKindInEveryLanguage() {
        for (String language : List.of("en", "fr")) {
            assertThat(Stream.of(NotificationKind.values())
                            .map(kind -> text.of(mail(language, List.of(told(kind.text(), Map.of()))))
                                    .subject()))
                    .doesNotHaveDuplicates()
                    .allSatisfy(subject -> assertThat(subject).isNotBlank().doesNotContain("kind."));
        }
    }

    @Test
    void hasNoLinkWhereNoneIsConfigured() {
        MailText.Words words = new MailText("").of(mail("en", List.of(told("activity", Map.of()))));

        assertThat(words.text()).doesNotContain("/customers/");
        assertThat(words.html()).doesNotContain("href");
    }

    private static DueMail mail(String language, List<Notification> told) {
        return new DueMail(
                new TenantId(new UUID(2, 2)),
                new UUID(3, 3),
                new UUID(4, 4),
                null,
                new Preferences(language, ZoneId.of("America/Toronto"), false, Map.of(), 1),
                MailMode.AT_ONCE,
                1,
                told);
    }

    private static Notification told(String kind, Map<String, Object> facts) {
        return new Notification(
                UUID.randomUUID(),
                1,
                kind,
                kind.equals("bulk_digest") ? null : CUSTOMER,
                new UUID(5, 5),
                "customer.updated",
                null,
                new UUID(6, 6),
                false,
                Json.tree(facts),
                Instant.parse("2026-11-24T08:00:00Z"),
                null);
    }
}
