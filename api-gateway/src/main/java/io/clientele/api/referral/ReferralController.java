package io.clientele.api.referral;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.referral.Referral;
import io.clientele.referral.ReferralList;
import io.clientele.referral.Referrals;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers/{id}/referrals`: to whom a customer was referred, and what they decided.
@RestController
@RequestMapping(path = "/api/customers/{id}/referrals", produces = MediaType.APPLICATION_JSON_VALUE)
final class ReferralController {
    private final Referrals referrals;
    private final ReferralList list;

    ReferralController(Referrals referrals, ReferralList list) {
        this.referrals = referrals;
        this.list = list;
    }

    record NewReferral(
            @Nullable UUID toProfessionalId, @Nullable String note) {
        @Override
        public String toString() {
            return "NewReferral[toProfessionalId=" + toProfessionalId + "]";
        }
    }

    record ReferralsOfCustomer(List<Referral> referrals) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ReferralsOfCustomer list(Actor actor, @PathVariable UUID id) {
        return new ReferralsOfCustomer(list.ofCustomer(actor, id));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Referral> refer(
            Actor actor,
            @PathVariable UUID id,
            @RequestBody NewReferral wanted,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        Referral referral = referrals.refer(actor, id, wanted.toProfessionalId(), wanted.note(), requestId);
        return ResponseEntity.created(URI.create("/api/customers/" + id + "/referrals"))
                .eTag(tag(referral))
                .body(referral);
    }

    @PostMapping("/{rid}/accept")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<Referral> accept(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID rid,
            IfMatch ifMatch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return answer(referrals.accept(actor, id, rid, ifMatch.version(), requestId));
    }

    @PostMapping("/{rid}/decline")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<Referral> decline(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID rid,
            IfMatch ifMatch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return answer(referrals.decline(actor, id, rid, ifMatch.version(), requestId));
    }

    private static ResponseEntity<Referral> answer(Referral referral) {
        return ResponseEntity.ok().eTag(tag(referral)).body(referral);
    }

    private static String tag(Referral referral) {
        return "\"v" + referral.version() + "\"";
    }
}
