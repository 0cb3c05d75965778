package io.clientele.api.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whose tokens are taken, and what is read from them. Keys come from `jwksFile`, else `jwksUri`, else from the
/// OpenID discovery document of the issuer.
///
/// @param issuer the only issuer whose tokens are taken (claim `iss`)
/// @param audience what claim `aud` must contain
/// @param jwksFile public keys as a JWK set in a file: the local issuer's
/// @param jwksUri where the issuer publishes its keys
/// @param localIssuerAllowed whether the local issuer of the embedded default may be used: never in production
/// @param tokenTypes what header `typ` may be; `at+jwt` is RFC 9068's, other issuers write `JWT`
/// @param tenantClaim name or dotted path of the claim with the tenant's id
/// @param rolesClaim the same for the array of roles
/// @param professionalClaim the same for the professional's id
/// @param clockSkew how far clocks may differ
/// @param standingTtl how long a tenant or professional is believed to be active without asking again
@Validated
@ConfigurationProperties("clientele.security")
record SecurityProperties(
        @NotBlank String issuer,
        @DefaultValue("clientele-api") @NotBlank String audience,
        @Nullable Path jwksFile,
        @Nullable String jwksUri,
        @DefaultValue("false") boolean localIssuerAllowed,
        @DefaultValue("at+jwt") @NotEmpty List<String> tokenTypes,
        @DefaultValue("tenant_id") @NotBlank String tenantClaim,
        @DefaultValue("roles") @NotBlank String rolesClaim,
        @DefaultValue("professional_id") @NotBlank String professionalClaim,
        @DefaultValue("30s") @NotNull Duration clockSkew,
        @DefaultValue("5s") @NotNull Duration standingTtl) {
    /// Who signs the tokens of the embedded default.
    static final String LOCAL_ISSUER = "urn:clientele:local-issuer";

    boolean isLocal() {
        return issuer.equals(LOCAL_ISSUER) || jwksFile != null;
    }
}
