package io.clientele.stream.cdc;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Capture as a process of its own, which can be told to die like one that is killed.
final class CaptureProcess {
    private CaptureProcess() {}

    /// @param arguments host, port, database, user, password, slot, bootstrap servers, topic prefix, number of changes
    ///     after which the process halts without any good-bye (0: never)
    public static void main(String[] arguments) throws InterruptedException {
        CaptureSettings settings = new CaptureSettings(
                true,
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                arguments[4],
                arguments[5],
                "clientele_cdc",
                CaptureSettings.WhenLost.STOP,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMillis(5),
                50,
                200);
        Capture capture = new Capture(
                settings,
                io.clientele.schemas.topic.Topics.withPrefix(arguments[7]),
                Map.of("bootstrap.servers", arguments[6]),
                CompletableFuture.completedFuture(null),
                Clock.systemUTC());
        capture.start();
        long haltAfter = Long.parseLong(arguments[8]);
        while (haltAfter == 0 || capture.changes() < haltAfter) {
            Thread.sleep(1);
        }
        Runtime.getRuntime().halt(137);
    }

    static Process start(CaptureFixture fixture, int haltAfter) throws java.io.IOException {
        CaptureSettings settings = fixture.settings(50);
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CaptureProcess.class.getName(),
                settings.host(),
                Integer.toString(settings.port()),
                settings.database(),
                settings.username(),
                settings.password(),
                settings.slot(),
                fixture.kafka().bootstrapServers(),
                fixture.prefix(),
                Integer.toString(haltAfter)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
