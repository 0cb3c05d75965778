package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Teardown;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.EmbeddedServers;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersConfig;
import io.clientele.embedded.ServersException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.OptionalLong;

/// Where it happens: PostgreSQL and Kafka of its own, both keeping what they confirm, and a database for each way.
///
/// @param root of the repository, where the applications are built
/// @param teardown closes what is added
/// @param ours captured by us
/// @param floor captured by the bare engine, with the same rows
/// @param bootstrap of Kafka
/// @param server process of PostgreSQL
record Place(
        Path root,
        Teardown teardown,
        Workspace workspace,
        Database ours,
        Database floor,
        String bootstrap,
        OptionalLong server) {
    private static final String JAR = "stream-processor/target/stream-processor-0.1.0-SNAPSHOT.jar";

    static Place open(Path root, Path home, Teardown teardown) throws IOException, SQLException {
        Path jar = root.resolve(JAR);
        if (!Files.exists(jar)) {
            throw new ServersException(jar + " is missing", "Build it: mvn -DskipTests package in " + root);
        }
        Workspace workspace = teardown.add(Workspace.in(home));
        EmbeddedServers servers = teardown.add(EmbeddedServers.start(ServersConfig.in(workspace.directory())
                .withKinds(EnumSet.of(ServerKind.POSTGRES, ServerKind.KAFKA))
                .withDurable(true)));
        servers.awaitReady();
        Database ours = Database.prepare(servers.postgres().address());
        return new Place(
                root,
                teardown,
                workspace,
                ours,
                ours.sibling("floor"),
                servers.kafka().address().bootstrapServers(),
                servers.postgres().pid());
    }

    Path jar() {
        return root.resolve(JAR);
    }

    /// The libraries of `stream-processor`, for what shall run on the same.
    String libraries() {
        return jar().resolveSibling("app").resolve("lib") + "/*";
    }
}
