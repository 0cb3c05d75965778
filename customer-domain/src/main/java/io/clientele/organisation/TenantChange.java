package io.clientele.organisation;

import org.jspecify.annotations.Nullable;

/// What is to become of a tenant's settings; a null leaves one as it is. See [TenantSettings] for units and ranges.
///
/// @param defaultCountry where customers live whose record does not say: a country by code or name
public record TenantChange(
        @Nullable String defaultCountry,
        @Nullable String duplicatePolicy,
        @Nullable Integer inquiryWindowMinutes,
        @Nullable Integer undoWindowDays,
        @Nullable Integer deletedRetentionDays,
        @Nullable Integer activityRetentionDays) {

    /// Whether it names what only the operator of the platform sets.
    boolean isForTheOperator() {
        return deletedRetentionDays != null || activityRetentionDays != null;
    }
}
