package io.clientele.launcher.token;

import java.util.Locale;

/// What the bearer of a token may be.
public enum Role {
    /// Runs one business: sees and does everything in its tenant.
    ADMIN,
    /// Owns customer relationships in one tenant.
    PROFESSIONAL,
    /// A program of one tenant.
    SERVICE,
    /// Runs the platform: makes tenants, sees no customer.
    OPERATOR;

    /// As it stands in a token, for example `admin`.
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return claim();
    }
}
