package io.clientele.tenant;

import java.util.Locale;

/// What a caller is. The names in tokens and tables are the lower-case forms.
public enum Role {
    /// Everything of the tenant.
    ADMIN,
    /// Own customers in full, referred ones limited.
    PROFESSIONAL,
    /// A system of the tenant: like an admin for records, but owns nothing and decides nothing.
    SERVICE,
    /// Runs the platform: tenants, but no tenant's data.
    OPERATOR;

    /// For example `admin`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
