package io.clientele.launcher.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.clientele.launcher.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-CM-B005")
class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID TENANT = new UUID(1, 2);

    @TempDir
    Path directory;

    private LocalIssuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = LocalIssuer.of(new Home(directory), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void anAdministratorsTokenNamesItsTenantAndRole() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.token(Role.ADMIN, TENANT));

        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(token.getHeader().getAlgorithm()).hasToString("ES256");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("urn:clientele:local-issuer");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("clientele-api");
        assertThat(token.getJWTClaimsSet().getStringClaim("tenant_id")).isEqualTo(TENANT.toString());
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEqualTo(List.of("admin"));
        assertThat(token.getJWTClaimsSet().getIssueTime()).isEqualTo(NOW);
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plus(LocalIssuer.LIFETIME));
        assertThat(UUID.fromString(token.getJWTClaimsSet().getSubject())).isNotNull();
    }

    @Test
    void anOperatorBelongsToNoTenant() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.operatorToken());

        assertThat(token.getJWTClaimsSet().getClaims()).doesNotContainKeys("tenant_id", "professional_id");
    }

    @Test
    void aProfessionalIsTheSubject() throws Exception {
        UUID professional = new UUID(3, 4);

        SignedJWT token = SignedJWT.parse(issuer.professionalToken(TENANT, professional));

        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(professional.toString());
        assertThat(token.getJWTClaimsSet().getStringClaim("professional_id")).isEqualTo(professional.toString());
    }

    @Test
    void thePublicKeysVerifyAndHoldNoSecret() throws Exception {
        JWKSet keys = JWKSet.load(issuer.publicKeys().toFile());
        SignedJWT token = SignedJWT.parse(issuer.operatorToken());

        assertThat(keys.getKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
        assertThat(token.verify(new ECDSAVerifier(keys.getKeys().getFirst().toECKey())))
                .isTrue();
    }

    @Test
    void thePrivateKeyIsKeptAndItsOwnersOnly() throws Exception {
        Path file = directory.resolve("secrets/local-issuer.jwk");
        String before = Files.readString(file);

        LocalIssuer again = LocalIssuer.of(new Home(directory), Clock.systemUTC());

        assertThat(again.publicKeys()).isEqualTo(issuer.publicKeys());
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
