package io.clientele.organisation;

import io.clientele.tenant.TenantId;

/// A business that uses the platform.
///
/// @param name 1 to 63 lower-case letters, digits and dashes; unique on the platform
/// @param status `active` or `suspended`
/// @param defaultCountry ISO 3166 alpha-2
/// @param version 1 and up
public record Tenant(
        TenantId id, String name, String status, String defaultCountry, TenantSettings settings, long version) {}
