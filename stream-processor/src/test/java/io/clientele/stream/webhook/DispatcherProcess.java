package io.clientele.stream.webhook;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.database.DatabaseRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A dispatcher as a process of its own, which can be killed.
final class DispatcherProcess {
    /// With a lease that is soon over.
    static final WebhookSettings SETTINGS =
            WebhookFixture.settings(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofDays(5));

    private DispatcherProcess() {}

    /// @param arguments JDBC address, role's password, directory of the master key
    public static void main(String[] arguments) throws InterruptedException {
        TestDomain stream = new TestDomain(arguments[0], DatabaseRole.STREAM, arguments[1], Path.of(arguments[2]), 8);
        WebhookFixture.running(stream, SETTINGS, WebhookFixture.TARGETS, null)
                .dispatcher()
                .start();
        Thread.currentThread().join();
    }

    static Process start(TestDatabase database, Path directory) throws IOException {
        return new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DispatcherProcess.class.getName(),
                        database.jdbcUrl(),
                        database.password(DatabaseRole.STREAM),
                        directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
