package io.clientele.api.vehicle;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.vehicle.VehicleEntry;
import io.clientele.vehicle.VehicleHistory;
import io.clientele.vehicle.VehicleTransfers;
import io.clientele.vehicle.VehicleView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A vehicle's changes of hands, and all that happened to it.
@RestController
@RequestMapping(path = "/api/customers/{id}/vehicles/{vid}", produces = MediaType.APPLICATION_JSON_VALUE)
final class VehicleHistoryController {
    private final VehicleTransfers transfers;
    private final VehicleHistory history;

    VehicleHistoryController(VehicleTransfers transfers, VehicleHistory history) {
        this.transfers = transfers;
        this.history = history;
    }

    record Transfer(@Nullable UUID toCustomerId, @Nullable String reason) {
        @Override
        public String toString() {
            return "Transfer[toCustomerId=" + toCustomerId + "]";
        }
    }

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<VehicleEntry> entries, @Nullable String next) {}

    /// The vehicle has a new address from now on: that of the answer's `Content-Location`.
    @PostMapping("/transfer")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<VehicleView> transfer(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID vid,
            IfMatch ifMatch,
            @RequestBody Transfer transfer,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        VehicleView.Full moved = transfers.transfer(
                actor, id, vid, ifMatch.version(), transfer.toCustomerId(), transfer.reason(), requestId);
        return ResponseEntity.ok()
                .eTag(VehicleTag.of(moved))
                .header(HttpHeaders.CONTENT_LOCATION, VehicleTag.address(moved).toString())
                .body(moved);
    }

    /// The address of the next page is a `Link` (RFC 8288), too.
    @GetMapping("/history")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> history(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID vid,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, VehicleHistory.MAX_LIMIT);
        VehicleHistory.Page page = history.page(actor, id, vid, cursor, limit);
        return Pages.answer(new Page(page.entries(), page.next()), page.next());
    }
}
