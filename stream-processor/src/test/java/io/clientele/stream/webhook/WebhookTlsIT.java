package io.clientele.stream.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.stream.webhook.WebhookFixture.Running;
import io.clientele.webhook.AttemptOutcome;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Although we connect to an address, the receiver has to be who its name says.
@Tag("REQ-CM-B016")
@ExtendWith(Servers.class)
class WebhookTlsIT {
    private static final Duration TIME = Duration.ofSeconds(20);
    /// A first handshake takes its time.
    private static final WebhookSettings SETTINGS =
            WebhookFixture.settings(Duration.ofSeconds(9), Duration.ofSeconds(20), Duration.ofDays(5));
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    @Test
    void postsToWhoHasACertificateForTheNameThatIsTrusted(TestDatabase database) throws Exception {
        SSLContext own = context("receiver.test");
        SSLContext other = context("other.test");

        assertThat(outcome(database, own, new DefaultClientTlsStrategy(own)))
                .isEqualTo(AttemptOutcome.DELIVERED.text());
        assertThat(outcome(database, other, new DefaultClientTlsStrategy(other)))
                .isEqualTo(AttemptOutcome.UNTRUSTED.text());
        assertThat(outcome(database, own, null)).isEqualTo(AttemptOutcome.UNTRUSTED.text());
    }

    private static String outcome(TestDatabase database, SSLContext server, @Nullable TlsSocketStrategy tls) {
        try (WebhookFixture fixture = new WebhookFixture(database, directory);
                Receiver receiver = new Receiver((exchange, nth) -> exchange.sendResponseHeaders(200, -1), server);
                Running running = fixture.start(SETTINGS, WebhookFixture.TARGETS, tls)) {
            UUID endpoint = fixture.endpoint(receiver.url()).webhook().id();
            fixture.happened(new UUID(9, 1), 1);
            await().atMost(TIME).until(() -> !fixture.outcomes(endpoint).isEmpty());
            assertThat(receiver.posts()).hasSize((int) running.counts().of(AttemptOutcome.DELIVERED));
            return fixture.outcomes(endpoint).getFirst();
        }
    }

    /// A certificate of its own for that name, and the trust in it.
    private static SSLContext context(String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
