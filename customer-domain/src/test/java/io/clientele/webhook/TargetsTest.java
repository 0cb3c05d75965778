package io.clientele.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What may be posted to: every line of `webhook-targets.txt`, in production and in development.
@Tag("REQ-CM-B016")
class TargetsTest {
    private static final TargetProperties PRODUCTION = new TargetProperties(false, List.of(443, 8443));
    private static final TargetProperties DEVELOPMENT = new TargetProperties(true, List.of(443, 8443));
    private static final String PUBLIC = "93.184.216.34";
    private static final Map<String, List<String>> NAMES = Map.of(
            "example.com",
            List.of(PUBLIC, "2606:2800:220:1:248:1893:25c8:1946"),
            "xn--bcher-kva.example",
            List.of(PUBLIC),
            "internal.example",
            List.of("10.1.2.3"),
            "metadata.internal",
            List.of("169.254.169.254"),
            "mixed.example",
            List.of(PUBLIC, "192.168.0.1"));

    private record Line(String production, String development, String url) {}

    @Test
    void takeWhatTheCorpusSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Line> corpus = corpus();
        for (Line line : corpus) {
            compare(line.url(), line.production(), PRODUCTION, wrong);
            compare(line.url(), line.development(), DEVELOPMENT, wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(corpus).hasSizeGreaterThan(100);
    }

    @Test
    void lookAtTheAddressAgainWithEachConnection() throws UnknownHostException {
        AtomicInteger asked = new AtomicInteger();
        Targets targets = new Targets(
                PRODUCTION,
                host -> List.of(InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? PUBLIC : "127.0.0.1")));

        assertThat(targets.register("https://rebind.example/hook")).hasHost("rebind.example");
        assertThatThrownBy(() -> targets.addresses("rebind.example")).isInstanceOf(ForbiddenAddressException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void sayNothingOfWhatTheyFound() {
        Targets targets = targets(PRODUCTION);

        assertThatThrownBy(() -> targets.register("https://internal.example/secret-path"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_WEBHOOK_URL);
                    assertThat(refused.errors().toString() + refused.detail())
                            .contains("url")
                            .doesNotContain("10.1.2.3")
                            .doesNotContain("secret-path");
                });
        assertThatThrownBy(() -> targets.register("https://example.com/" + "a".repeat(Targets.MAX_LENGTH)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void doNotWaitForAResolverThatHangs() {
        HostLookup lookup = HostLookup.ofSystem(Duration.ofMillis(1));

        assertThatThrownBy(() -> lookup.of("no-such-host.invalid")).isInstanceOf(UnknownHostException.class);
    }

    private static void compare(String url, String expected, TargetProperties properties, List<String> wrong) {
        String verdict = verdict(url, targets(properties));
        if (!verdict.equals(expected)) {
            wrong.add(
                    "%s: %s instead of %s, insecure %s".formatted(url, verdict, expected, properties.allowInsecure()));
        }
    }

    private static String verdict(String url, Targets targets) {
        var parsed = targets.parse(url);
        if (parsed.isEmpty()) {
            assertThatThrownBy(() -> targets.register(url)).isInstanceOf(ProblemException.class);
            return "form";
        }
        try {
            targets.addresses(parsed.get().getHost());
            targets.register(url);
            return "ok";
        } catch (ForbiddenAddressException e) {
            assertThatThrownBy(() -> targets.register(url)).isInstanceOf(ProblemException.class);
            return "host";
        } catch (UnknownHostException e) {
            return "none";
        }
    }

    /// Literals as the platform reads them, names as the test says; nothing is asked of the network.
    private static Targets targets(TargetProperties properties) {
        return new Targets(properties, host -> {
            String name = host.toLowerCase(Locale.ROOT);
            if (NAMES.containsKey(name)) {
                return Objects.requireNonNull(NAMES.get(name)).stream()
                        .map(InetAddress::ofLiteral)
                        .toList();
            }
            if (name.startsWith("localhost")) {
                return List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
            }
            if (name.endsWith(".example")) {
                throw new UnknownHostException();
            }
            return Arrays.asList(InetAddress.getAllByName(host));
        });
    }

    private static List<Line> corpus() throws IOException {
        try (InputStream file = TargetsTest.class.getResourceAsStream("/webhook-targets.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 3))
                    .map(cells -> new Line(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }
}
