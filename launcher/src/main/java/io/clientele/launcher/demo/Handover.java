package io.clientele.launcher.demo;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.client.Pause;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.LocalIssuer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Gives one customer to a professional and then to another, and waits until both were told of what concerns them.
record Handover(Console console, ApiClient api, LocalIssuer issuer) {
    private static final Duration ASK_EVERY = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> FIRST_IS_TOLD = List.of("ownership_given", "ownership_received");
    private static final List<String> SECOND_IS_TOLD = List.of("ownership_received");

    /// @param customerId of a customer of the tenant
    /// @param adminToken of the tenant's admin, who decides
    /// @return whether both inboxes hold what they should and nothing else
    boolean show(UUID tenant, String customerId, String adminToken) throws InterruptedException {
        UUID first = api.professional("Ada Archer", adminToken);
        UUID second = api.professional("Ben Baker", adminToken);
        api.transfer(customerId, first, "lives around the corner", adminToken);
        api.transfer(customerId, second, "Ada is on holiday", adminToken);
        String firstToken = issuer.professionalToken(tenant, first);
        String secondToken = issuer.professionalToken(tenant, second);
        boolean told = Pause.until(
                ASK_EVERY,
                LIMIT,
                () -> kinds(firstToken).equals(FIRST_IS_TOLD)
                        && kinds(secondToken).equals(SECOND_IS_TOLD));
        console.printf("  %-12s %s", "Ada Archer", String.join(", ", kinds(firstToken)));
        console.printf("  %-12s %s", "Ben Baker", String.join(", ", kinds(secondToken)));
        if (!told) {
            console.print(
                    "  MISMATCH: Ada should have been told of a customer received and given, Ben of one received.");
        }
        return told;
    }

    /// Kinds of the inbox's notifications, the latest first.
    private List<String> kinds(String token) {
        JsonNode notifications = api.notifications(token).path("notifications");
        return StreamSupport.stream(notifications.spliterator(), false)
                .map(each -> each.path("kind").asString(""))
                .toList();
    }
}
