package io.clientele.launcher.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.clientele.launcher.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// Signs access tokens (RFC 9068, ES256) for the embedded default, as an OIDC provider does in production. Its private
/// key lies in the home's secrets; the applications get only the public half.
public final class LocalIssuer {
    /// The issuer's name in each token.
    public static final String ISSUER = "urn:clientele:local-issuer";
    /// Whom the tokens are for.
    public static final String AUDIENCE = "clientele-api";
    /// How long a token lasts.
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final String PRIVATE_FILE = "local-issuer.jwk";
    private static final String PUBLIC_FILE = "local-issuer.jwks";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final ECKey key;
    private final Path publicFile;
    private final Clock clock;

    private LocalIssuer(ECKey key, Path publicFile, Clock clock) {
        this.key = key;
        this.publicFile = publicFile;
        this.clock = clock;
    }

    /// The issuer of a home; its key pair is made on first use.
    ///
    /// @throws IOException when the key can be neither read nor written
    public static LocalIssuer of(Home home, Clock clock) throws IOException {
        try {
            var key = ECKey.parse(home.secret(PRIVATE_FILE, freshKey()));
            home.secret(PUBLIC_FILE, new JWKSet(key).toString(true));
            return new LocalIssuer(key, home.secrets().resolve(PUBLIC_FILE), clock);
        } catch (ParseException | JOSEException e) {
            throw new IOException("secrets/" + PRIVATE_FILE + " is not a private key: " + e.getMessage(), e);
        }
    }

    private static String freshKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true)
                .generate()
                .toJSONString();
    }

    /// The file with the public key set that verifies the tokens.
    public Path publicKeys() {
        return publicFile;
    }

    /// A token for whoever runs the platform: it belongs to no tenant.
    public String operatorToken() {
        return sign(claims(Role.OPERATOR, subject(Role.OPERATOR, "platform")));
    }

    /// A token for an administrator or a program of a tenant.
    public String token(Role role, UUID tenantId) {
        return sign(claims(role, subject(role, tenantId.toString())).claim("tenant_id", tenantId.toString()));
    }

    /// A token for a professional of a tenant.
    public String professionalToken(UUID tenantId, UUID professionalId) {
        return sign(claims(Role.PROFESSIONAL, professionalId)
                .claim("tenant_id", tenantId.toString())
                .claim("professional_id", professionalId.toString()));
    }

    /// The same bearer has the same subject in every token.
    private static UUID subject(Role role, String of) {
        return UUID.nameUUIDFromBytes((role.claim() + ":" + of).getBytes(StandardCharsets.UTF_8));
    }

    private JWTClaimsSet.Builder claims(Role role, UUID subject) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject.toString())
                .claim("roles", List.of(role.claim()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString());
    }

    private String sign(JWTClaimsSet.Builder claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(TYPE)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the local issuer's key cannot sign", e);
        }
    }
}
