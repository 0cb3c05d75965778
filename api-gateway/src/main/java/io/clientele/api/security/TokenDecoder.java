package io.clientele.api.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/// Verifies tokens: signature by a pinned algorithm, type, issuer, audience, expiry (which must be there).
final class TokenDecoder {
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256);

    private static final int MAX_REMEMBERED = 5_000;

    private TokenDecoder() {}

    /// @throws InvalidConfigurationPropertyValueException when the configuration is unsafe or incomplete
    static JwtDecoder of(SecurityProperties properties, Clock clock) {
        if (properties.isLocal() && !properties.localIssuerAllowed()) {
            throw new InvalidConfigurationPropertyValueException(
                    "clientele.security.issuer",
                    properties.issuer(),
                    "the local issuer is for the embedded default only: give issuer and jwks-uri of your own, or set"
                            + " clientele.security.local-issuer-allowed=true where anyone with the machine may sign in");
        }
        return new VerifiedTokens(verifying(properties, clock), clock, MAX_REMEMBERED);
    }

    private static JwtDecoder verifying(SecurityProperties properties, Clock clock) {
        OAuth2TokenValidator<Jwt> validator = validator(properties, clock);
        @Nullable Path file = properties.jwksFile();
        if (file != null) {
            return with(validator, ofFile(file));
        }
        @Nullable String uri = properties.jwksUri();
        if (uri != null) {
            return with(validator, ofUri(NimbusJwtDecoder.withJwkSetUri(uri)));
        }
        // Asked when the first token comes, so that the gateway starts while the issuer is away.
        return new SupplierJwtDecoder(
                () -> with(validator, ofUri(NimbusJwtDecoder.withIssuerLocation(properties.issuer()))));
    }

    private static OAuth2TokenValidator<Jwt> validator(SecurityProperties properties, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(properties.clockSkew());
        times.setAllowEmptyExpiryClaim(false);
        times.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator(properties.tokenTypes()),
                new JwtIssuerValidator(properties.issuer()),
                new JwtAudienceValidator(properties.audience()),
                times);
    }

    private static NimbusJwtDecoder ofFile(Path file) {
        return NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<SecurityContext>(read(file)))
                .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .jwtProcessorCustomizer(TokenDecoder::leaveTypeToValidator)
                .build();
    }

    private static NimbusJwtDecoder ofUri(NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder) {
        return builder.jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .jwtProcessorCustomizer(TokenDecoder::leaveTypeToValidator)
                .build();
    }

    private static void leaveTypeToValidator(ConfigurableJWTProcessor<SecurityContext> processor) {
        processor.setJWSTypeVerifier((type, context) -> {});
    }

    private static NimbusJwtDecoder with(OAuth2TokenValidator<Jwt> validator, NimbusJwtDecoder decoder) {
        decoder.setJwtValidator(validator);
        return decoder;
    }

    private static JWKSet read(Path file) {
        try {
            JWKSet keys = JWKSet.load(file.toFile());
            if (keys.getKeys().isEmpty() || keys.getKeys().stream().anyMatch(JWK::isPrivate)) {
                throw unusable(file, "it must hold public keys, and those only");
            }
            return keys;
        } catch (IOException | ParseException unreadable) {
            throw unusable(file, "it can not be read as a JWK set (RFC 7517)");
        }
    }

    private static InvalidConfigurationPropertyValueException unusable(Path file, String reason) {
        return new InvalidConfigurationPropertyValueException("clientele.security.jwks-file", file, reason);
    }
}
