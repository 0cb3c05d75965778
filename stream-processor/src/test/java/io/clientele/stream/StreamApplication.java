package io.clientele.stream;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.database.DatabaseRole;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole application over a test database, for tests. Topics have the database's name in front.
final class StreamApplication {
    private StreamApplication() {}

    /// @param home where the state and the master key lie
    static ConfigurableApplicationContext start(TestDatabase database, KafkaAddress kafka, String slot, Path home) {
        return new SpringApplicationBuilder(StreamProcessorApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + DatabaseRole.STREAM.roleName(),
                        "--spring.datasource.password=" + database.password(DatabaseRole.STREAM),
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--clientele.cdc.host=" + database.server().host(),
                        "--clientele.cdc.port=" + database.server().port(),
                        "--clientele.cdc.database=" + database.name(),
                        "--clientele.cdc.password=" + database.password(DatabaseRole.CDC),
                        "--clientele.cdc.slot=" + slot,
                        "--clientele.cdc.heartbeat-interval=1s",
                        "--clientele.topics.prefix=" + prefix(database),
                        "--clientele.topics.partitions=3",
                        "--clientele.stream.state-directory=" + home.resolve("state"),
                        "--clientele.keys.master-key-file=" + masterKey(home));
    }

    static String prefix(TestDatabase database) {
        return database.name() + "-";
    }

    static Path masterKey(Path home) {
        return home.resolve("master-key.json");
    }
}
