package io.clientele.benchmark.api;

import io.clientele.benchmark.api.floor.FloorApplication;
import io.clientele.benchmark.place.ChildProcess;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Ports;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Starts the floor: the gateway's stack with one statement a request and nothing else.
final class Floor {
    private static final String PATH = "/customers";

    private Floor() {}

    static Server start(Workspace workspace, Database database) throws IOException, SQLException {
        database.execute(FloorApplication.TABLE);
        int port = Ports.free();
        Database.Login login = database.superuser();
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(port),
                "SPRING_DATASOURCE_URL", login.url(),
                "SPRING_DATASOURCE_USERNAME", login.user(),
                "SPRING_DATASOURCE_PASSWORD", login.password(),
                "MALLOC_ARENA_MAX", "2");
        return Server.start(
                "floor",
                ChildCommand.of(
                        ChildProcess.main(FloorApplication.class),
                        environment,
                        workspace.directory(),
                        workspace.log("floor")),
                port);
    }

    static Target target(Server server, Database database) throws IOException, InterruptedException {
        server.awaitAnswer(PATH);
        return new Target(
                "floor",
                "same stack, one select by key or one insert, in the clear: no tenants, tokens, encryption or history",
                server,
                PATH,
                List.of(Map.of()),
                "id",
                true,
                () -> database.superuser().count("floor_customer"));
    }
}
