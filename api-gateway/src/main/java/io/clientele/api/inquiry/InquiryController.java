package io.clientele.api.inquiry;

import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.inquiry.InquiryList;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers/{id}/inquiries`: what a customer asked, and how it stands.
@RestController
@RequestMapping(path = "/api/customers/{id}/inquiries", produces = MediaType.APPLICATION_JSON_VALUE)
final class InquiryController {
    private final InquiryList list;

    InquiryController(InquiryList list) {
        this.list = list;
    }

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<InquiryList.Page> list(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, InquiryList.MAX_LIMIT);
        InquiryList.Page page = list.ofCustomer(actor, id, StatusParameter.parse(status), cursor, limit);
        return Pages.answer(page, page.next());
    }
}
