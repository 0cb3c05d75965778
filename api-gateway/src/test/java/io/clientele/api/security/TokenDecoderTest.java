package io.clientele.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.tenant.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.oauth2.jwt.Jwt;

@Tag("REQ-CM-B017")
class TokenDecoderTest {
    private static SecurityProperties properties(String issuer, Path file, boolean localAllowed) {
        return new SecurityProperties(
                issuer,
                "clientele-api",
                file,
                null,
                localAllowed,
                List.of("at+jwt"),
                "org.tenant",
                "realm.roles",
                "professional_id",
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    @Test
    void refusesToStartWithTheLocalIssuerUnlessAllowed(@TempDir Path directory) throws Exception {
        Path keys = Files.writeString(directory.resolve("keys"), "{\"keys\":[]}");

        assertThatThrownBy(() ->
                        TokenDecoder.of(properties(SecurityProperties.LOCAL_ISSUER, null, false), Clock.systemUTC()))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class);
        assertThatThrownBy(() -> TokenDecoder.of(properties("https://id.example", keys, false), Clock.systemUTC()))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class);
        assertThat(TokenDecoder.of(properties("https://id.example", null, false), Clock.systemUTC()))
                .isNotNull();
    }

    @Test
    void refusesKeyFilesThatHoldNothingOrPrivateKeys(@TempDir Path directory) throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), "{\"keys\":[]}");
        Path secret = Files.writeString(
                directory.resolve("secret"), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}]}");

        for (Path file : List.of(empty, secret, directory.resolve("missing"))) {
            assertThatThrownBy(() -> TokenDecoder.of(properties("x", file, true), Clock.systemUTC()))
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void readsClaimsByConfiguredPathsAndTakesTheStrongestRole() {
        UUID tenant = UUID.randomUUID();
        Jwt token = Jwt.withTokenValue("t")
                .header("alg", "ES256")
                .subject("auth0|123")
                .claim("org", Map.of("tenant", tenant.toString()))
                .claim("realm", Map.of("roles", List.of("service", "admin", "other")))
                .build();

        Caller caller = new Claims(properties("https://id.example", null, false)).caller(token);

        assertThat(caller).isInstanceOfSatisfying(Caller.Member.class, member -> {
            assertThat(member.actor().tenantId().value()).isEqualTo(tenant);
            assertThat(member.role()).isEqualTo(Role.ADMIN);
            assertThat(member.actor().userId().version()).isEqualTo(3);
        });
    }
}
