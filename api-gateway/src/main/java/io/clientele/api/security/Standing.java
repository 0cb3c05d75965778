package io.clientele.api.security;

import io.clientele.organisation.Professionals;
import io.clientele.organisation.Tenants;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Whether the tenant and the professional of a token still exist and are active. Good news is believed for a few
/// seconds, bad news never.
final class Standing {
    private static final String ACTIVE = "active";
    private static final int MAX_REMEMBERED = 10_000;

    private final Tenants tenants;
    private final Professionals professionals;
    private final Duration ttl;
    private final Clock clock;
    private final Map<UUID, Instant> goodUntil = new ConcurrentHashMap<>();

    Standing(Tenants tenants, Professionals professionals, Duration ttl, Clock clock) {
        this.tenants = tenants;
        this.professionals = professionals;
        this.ttl = ttl;
        this.clock = clock;
    }

    /// @throws ProblemException `TENANT_SUSPENDED`, or `FORBIDDEN` for what is unknown or inactive
    void require(Actor actor) {
        Instant now = Instant.now(clock);
        if (!isRemembered(actor.tenantId().value(), now)) {
            requireTenant(actor);
            remember(actor.tenantId().value(), now);
        }
        UUID professional = actor.professionalId();
        if (professional != null && !isRemembered(professional, now)) {
            requireProfessional(actor, professional);
            remember(professional, now);
        }
    }

    private void requireTenant(Actor actor) {
        String status = tenants.find(actor.tenantId())
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.FORBIDDEN, "The token is for a tenant that is not known here."))
                .status();
        if (!status.equals(ACTIVE)) {
            throw new ProblemException(ProblemCode.TENANT_SUSPENDED);
        }
    }

    private void requireProfessional(Actor actor, UUID professional) {
        boolean active = professionals
                .find(actor.tenantId(), professional)
                .filter(found -> found.status().equals(ACTIVE))
                .isPresent();
        if (!active) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "The token is for a professional who is not known here, or not active.");
        }
    }

    private boolean isRemembered(UUID id, Instant now) {
        Instant until = goodUntil.get(id);
        return until != null && now.isBefore(until);
    }

    private void remember(UUID id, Instant now) {
        if (goodUntil.size() >= MAX_REMEMBERED) {
            goodUntil.clear();
        }
        goodUntil.put(id, now.plus(ttl));
    }
}
