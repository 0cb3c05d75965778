package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.domain.TestDomain;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Inquiries over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B016")
class InquiryApiIT {
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    Path directory;

    private final Gateway gateway;
    private final TestTenant tenant;
    private final String owner;
    private final String referred;
    private final String named;
    private final UUID customer;

    InquiryApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        this.owner = gateway.professional(tenant);
        this.referred = gateway.professional(tenant);
        this.named = gateway.professional(tenant);
        this.customer = UUID.fromString(gateway.send("POST", "/api/customers", owner, """
                        {"email": "asks@example.com", "phone": "416-555-0134", "first_name": "Jane", "last_name": "Doe"}""")
                .json()
                .path("id")
                .asString());
        gateway.send(
                "POST",
                "/api/customers/" + customer + "/referrals",
                owner,
                "{\"to_professional_id\": \"%s\"}".formatted(id(referred)));
    }

    @Test
    void waitInTheInboxOfThoseToWhomTheyWereOfferedWithWhatTheySeeOfTheCustomer() {
        UUID inquiry = write(InquiryStatus.OFFERED_TO_ALL, owner, referred, named);

        JsonNode full = only(gateway.get("/api/inquiries", owner));
        JsonNode limited = only(gateway.get("/api/inquiries", referred));
        JsonNode none = only(gateway.get("/api/inquiries", named));

        assertThat(full.path("id").asString()).isEqualTo(inquiry.toString());
        assertThat(full.path("status").asString()).isEqualTo("offered_to_all");
        assertThat(full.path("offered_to")).hasSize(3);
        assertThat(full.at("/customer/email").asString()).isEqualTo("asks@example.com");
        assertThat(limited.at("/customer/last_name").asString()).isNotEmpty();
        assertThat(limited.at("/customer/email").isMissingNode()).isTrue();
        assertThat(limited.path("offered_to")).hasSize(1);
        assertThat(none.path("customer").isNull()).isTrue();
        assertThat(none.path("customer_id").asString()).isEqualTo(customer.toString());
        assertThat(inquiries(gateway.get("/api/inquiries", gateway.professional(tenant))))
                .isEmpty();
        assertThat(inquiries(gateway.get("/api/inquiries", gateway.tenant().admin())))
                .isEmpty();
    }

    @Test
    void ofACustomerAreShownByTheOnePolicy() {
        write(InquiryStatus.OFFERED_TO_OWNER, owner);
        UUID ended = write(InquiryStatus.CLOSED, owner, referred);
        String path = "/api/customers/" + customer + "/inquiries";

        assertThat(inquiries(gateway.get(path, tenant.admin()))).hasSize(2);
        assertThat(only(gateway.get(path + "?status=closed", owner)).path("id").asString())
                .isEqualTo(ended.toString());
        assertThat(only(gateway.get(path, referred)).path("id").asString()).isEqualTo(ended.toString());
        assertThat(gateway.get(path, named).status()).isEqualTo(404);
        assertThat(inquiries(gateway.get("/api/inquiries", referred))).isEmpty();
        assertThat(only(gateway.get("/api/inquiries?status=closed", referred))
                        .path("ended_at")
                        .asString())
                .isEqualTo("2026-11-20T08:00:00Z");
    }

    @Test
    void comeInPagesAndRefuseAStatusThatIsNone() {
        for (int i = 0; i < 3; i++) {
            write(InquiryStatus.OFFERED_TO_OWNER, owner);
        }

        Answer first = gateway.get("/api/inquiries?limit=2", owner);
        Answer second = gateway.get(
                "/api/inquiries?limit=2&cursor=" + first.json().path("next").asString(), owner);

        assertThat(inquiries(first)).hasSize(2);
        assertThat(first.header("Link")).contains("rel=\"next\"");
        assertThat(inquiries(second)).hasSize(1);
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(gateway.get("/api/inquiries?status=sung", owner).code()).isEqualTo("MALFORMED_REQUEST");
        assertThat(gateway.get("/api/customers/" + customer + "/inquiries?limit=0", owner)
                        .status())
                .isEqualTo(400);
    }

    /// As the stream writes it.
    private UUID write(InquiryStatus status, String... offered) {
        UUID id = Ids.next();
        try (TestDomain stream = new TestDomain(gateway.database(), DatabaseRole.STREAM, directory, 1)) {
            stream.inquiryLedger.write(
                    new TenantId(tenant.id()),
                    List.of(new InquiryEntry(
                            tenant.id(),
                            id,
                            customer,
                            2,
                            status,
                            Ids.next(),
                            List.of(),
                            Stream.of(offered)
                                    .map(token -> new InquiryEntry.Offer(id(token), TIME))
                                    .toList(),
                            TIME,
                            TIME.plusSeconds(1800),
                            null,
                            status.isEnded() ? TIME : null)));
        }
        return id;
    }

    private UUID id(String token) {
        return UUID.fromString(gateway.get("/api/me", token)
                .json()
                .at("/professional/professional_id")
                .asString());
    }

    private static JsonNode inquiries(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("inquiries");
    }

    private static JsonNode only(Answer answer) {
        assertThat(inquiries(answer)).hasSize(1);
        return inquiries(answer).path(0);
    }
}
