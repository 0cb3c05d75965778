package io.clientele.api.security;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/// Reads the caller from the claims of a verified token.
final class Claims {
    private final SecurityProperties names;

    Claims(SecurityProperties names) {
        this.names = names;
    }

    /// @throws InvalidBearerTokenException when the claims name nobody
    Caller caller(Jwt token) {
        Set<String> roles = roles(token);
        UUID user = user(token);
        @Nullable UUID tenant = id(token, names.tenantClaim());
        if (tenant == null) {
            if (roles.contains(Role.OPERATOR.text())) {
                return new Caller.Operator(user);
            }
            throw new InvalidBearerTokenException("the token names no tenant");
        }
        @Nullable UUID professional = id(token, names.professionalClaim());
        Role role = strongest(roles, professional);
        // A service owns nothing, whatever its token says.
        return new Caller.Member(
                new Actor(new TenantId(tenant), user, role, role == Role.SERVICE ? null : professional));
    }

    private static Role strongest(Set<String> roles, @Nullable UUID professional) {
        if (roles.contains(Role.ADMIN.text())) {
            return Role.ADMIN;
        }
        if (roles.contains(Role.SERVICE.text())) {
            return Role.SERVICE;
        }
        if (roles.contains(Role.PROFESSIONAL.text()) && professional != null) {
            return Role.PROFESSIONAL;
        }
        throw new InvalidBearerTokenException("the token names no role of a tenant, or a professional without its id");
    }

    /// The subject; those that are no UUID get one derived from issuer and subject (RFC 9562, version 3).
    private UUID user(Jwt token) {
        @Nullable String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new InvalidBearerTokenException("the token names no subject");
        }
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException other) {
            return UUID.nameUUIDFromBytes((names.issuer() + "|" + subject).getBytes(StandardCharsets.UTF_8));
        }
    }

    private Set<String> roles(Jwt token) {
        return switch (claim(token.getClaims(), names.rolesClaim())) {
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.toSet());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }

    private static @Nullable UUID id(Jwt token, String name) {
        @Nullable Object value = claim(token.getClaims(), name);
        if (value == null) {
            return null;
        }
        try {
            return UUID.fromString(value.toString());
        } catch (IllegalArgumentException notAnId) {
            throw new InvalidBearerTokenException("a claim of the token is no UUID");
        }
    }

    /// The claim of that name, or where there is none, that at the dotted path (`realm_access.roles`).
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        @Nullable Object direct = claims.get(path);
        int dot = path.indexOf('.');
        if (direct != null || dot < 0) {
            return direct;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }
}
