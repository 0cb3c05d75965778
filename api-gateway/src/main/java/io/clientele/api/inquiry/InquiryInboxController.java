package io.clientele.api.inquiry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.customer.CustomerView;
import io.clientele.customer.Customers;
import io.clientele.inquiry.Inquiry;
import io.clientele.inquiry.InquiryList;
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

/// `/api/inquiries`: what waits for the caller's answer; for admins and services, for anyone's of the tenant.
@RestController
@RequestMapping(path = "/api/inquiries", produces = MediaType.APPLICATION_JSON_VALUE)
final class InquiryInboxController {
    private final InquiryList list;
    private final Customers customers;

    InquiryInboxController(InquiryList list, Customers customers) {
        this.list = list;
        this.customers = customers;
    }

    /// @param customer as the caller may see it; null where they may not, and only the inquiry was offered to them
    record Offered(@JsonUnwrapped Inquiry inquiry, @Nullable CustomerView customer) {}

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<Offered> inquiries, @Nullable String next) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> inbox(
            Actor actor,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, InquiryList.MAX_LIMIT);
        InquiryList.Page page = list.inbox(actor, StatusParameter.parse(status), cursor, limit);
        Map<UUID, CustomerView> seen = new HashMap<>();
        customers
                .findAll(
                        actor,
                        page.inquiries().stream()
                                .map(Inquiry::customerId)
                                .distinct()
                                .toList())
                .forEach(customer -> seen.put(customer.id(), customer));
        List<Offered> offered = page.inquiries().stream()
                .map(inquiry -> new Offered(inquiry, seen.get(inquiry.customerId())))
                .toList();
        return Pages.answer(new Page(offered, page.next()), page.next());
    }
}
