package io.clientele.api.ownership;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.ownership.Ownership;
import io.clientele.ownership.OwnershipTransfer;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who owns a customer, who did, and the change of it.
@RestController
@RequestMapping("/api/customers/{id}")
final class OwnershipController {
    private final Ownership ownership;

    OwnershipController(Ownership ownership) {
        this.ownership = ownership;
    }

    record OwnerView(UUID customerId, @Nullable UUID ownerProfessionalId) {}

    record Transfer(@Nullable UUID newOwnerId, @Nullable String reason) {
        @Override
        public String toString() {
            return "Transfer[newOwnerId=" + newOwnerId + "]";
        }
    }

    record History(List<OwnershipTransfer> transfers) {}

    /// The owner now, or at a time; the tag is that of the customer, for the next transfer.
    @GetMapping("/owner")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<OwnerView> owner(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable Instant at) {
        if (at != null) {
            return ResponseEntity.ok(new OwnerView(id, ownership.ownerAt(actor, id, at)));
        }
        return answer(id, ownership.owner(actor, id));
    }

    @PutMapping("/owner")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<OwnerView> transfer(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestBody Transfer transfer,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        UUID newOwner = transfer.newOwnerId();
        if (newOwner == null) {
            throw new ProblemException(
                    ProblemCode.REQUIRED,
                    ProblemCode.REQUIRED.message(),
                    List.of(new FieldError("new_owner_id", ProblemCode.REQUIRED, "the id of a professional")));
        }
        return answer(id, ownership.transfer(actor, id, newOwner, transfer.reason(), ifMatch.version(), requestId));
    }

    @GetMapping("/ownership-history")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    History history(Actor actor, @PathVariable UUID id) {
        return new History(ownership.history(actor, id));
    }

    private static ResponseEntity<OwnerView> answer(UUID id, Ownership.Owner owner) {
        return ResponseEntity.ok().eTag("\"v" + owner.version() + "\"").body(new OwnerView(id, owner.professionalId()));
    }
}
