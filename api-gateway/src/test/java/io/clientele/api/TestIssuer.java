package io.clientele.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Signs tokens as the local issuer does.
public final class TestIssuer {
    static final String ISSUER = "urn:clientele:local-issuer";
    private final ECKey key = newKey("test");

    static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /// A good token with these claims on top.
    public String token(Map<String, Object> claims) {
        return token(claims, "at+jwt", key);
    }

    /// A token with these claims on top of good ones; a null removes one.
    public String token(Map<String, Object> changes, String type, ECKey signedBy) {
        Map<String, Object> claims = claims();
        claims.putAll(changes);
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            if (value != null) {
                set.claim(name, value);
            }
        });
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(signedBy.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, set.build());
        try {
            token.sign(new ECDSASigner(signedBy));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    public ECKey key() {
        return key;
    }

    static Map<String, Object> claims() {
        Instant now = Instant.now();
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", "clientele-api");
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("iat", Date.from(now));
        claims.put("exp", Date.from(now.plusSeconds(300)));
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }
}
