package io.clientele.api.referral;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.customer.CustomerView;
import io.clientele.customer.Customers;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.referral.Referral;
import io.clientele.referral.ReferralList;
import io.clientele.referral.ReferralStatus;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/referrals`: what was referred to the caller; for admins and services, to anyone of the tenant.
@RestController
@RequestMapping(path = "/api/referrals", produces = MediaType.APPLICATION_JSON_VALUE)
final class ReferralInboxController {
    private final ReferralList list;
    private final Customers customers;

    ReferralInboxController(ReferralList list, Customers customers) {
        this.list = list;
        this.customers = customers;
    }

    /// @param customer as the caller may see it; null where they may not, having declined
    record Received(
            @JsonUnwrapped Referral referral, @Nullable CustomerView customer) {}

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<Received> referrals, @Nullable String next) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> inbox(
            Actor actor,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, ReferralList.MAX_LIMIT);
        ReferralList.Page page = list.inbox(actor, status(status), cursor, limit);
        Map<UUID, CustomerView> seen = new HashMap<>();
        customers
                .findAll(
                        actor,
                        page.referrals().stream()
                                .map(Referral::customerId)
                                .distinct()
                                .toList())
                .forEach(customer -> seen.put(customer.id(), customer));
        List<Received> received = page.referrals().stream()
                .map(referral -> new Received(referral, seen.get(referral.customerId())))
                .toList();
        return Pages.answer(new Page(received, page.next()), page.next());
    }

    private static @Nullable ReferralStatus status(@Nullable String text) {
        return text == null
                ? null
                : ReferralStatus.of(text)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.MALFORMED_REQUEST,
                                "The parameter status is one of pending, accepted, declined."));
    }
}
