package io.clientele.benchmark.api;

import io.clientele.benchmark.place.ChildProcess;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Ports;
import io.clientele.embedded.ServersException;
import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.launcher.token.Role;
import io.clientele.schemas.database.DatabaseRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Starts ours: the application `api-gateway` itself, as the launcher starts it, but with the heap of the
/// floor.
final class Gateway {
    static final String NAME = "Clientele";

    private static final String JAR = "api-gateway/target/api-gateway-0.1.0-SNAPSHOT.jar";
    private static final String PATH = "/api/customers";
    private static final String LOOPBACK = "127.0.0.1";

    private Gateway() {}

    /// @param root of the repository
    /// @param recording where Java Flight Recorder writes what it did; null for no recording
    static Server start(Path root, Workspace workspace, Database database, @Nullable Path recording)
            throws IOException {
        Path jar = root.resolve(JAR);
        if (!Files.exists(jar)) {
            throw new ServersException(jar + " is missing", "Build it: mvn -DskipTests package in " + root);
        }
        List<String> line = new ArrayList<>(ChildProcess.java());
        if (recording != null) {
            line.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording.toAbsolutePath());
        }
        line.addAll(List.of("-jar", jar.toString()));
        int port = Ports.free();
        return Server.start(
                "api-gateway",
                ChildCommand.of(
                        line,
                        environment(workspace, database, port),
                        workspace.directory(),
                        workspace.log("api-gateway")),
                port);
    }

    private static Map<String, String> environment(Workspace workspace, Database database, int port)
            throws IOException {
        Database.Login login = database.as(DatabaseRole.GATEWAY);
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(Ports.free()));
        environment.put("SPRING_DATASOURCE_URL", login.url());
        environment.put("SPRING_DATASOURCE_USERNAME", login.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", login.password());
        // Requests are counted as always, but one tenant may send all of them.
        environment.put("CLIENTELE_API_RATE_LIMIT_REQUESTS_PER_MINUTE", "1000000000");
        environment.put("CLIENTELE_API_RATE_LIMIT_BURST", "1000000000");
        environment.put("CLIENTELE_KEYS_MASTER_KEY_FILE", workspace.masterKey().toString());
        environment.put("CLIENTELE_KEYS_CREATE_IF_MISSING", "true");
        environment.put("CLIENTELE_STORAGE_DIRECTORY", workspace.storage().toString());
        environment.put("CLIENTELE_SECURITY_ISSUER", LocalIssuer.ISSUER);
        environment.put("CLIENTELE_SECURITY_AUDIENCE", LocalIssuer.AUDIENCE);
        environment.put(
                "CLIENTELE_SECURITY_JWKS_FILE", issuer(workspace).publicKeys().toString());
        environment.put("CLIENTELE_SECURITY_LOCAL_ISSUER_ALLOWED", "true");
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    /// Each client has a token of its own; all are programs of one tenant.
    static Target target(Server server, Workspace workspace, Database database, int clients)
            throws IOException, InterruptedException {
        server.awaitAnswer("/api/openapi.yaml");
        LocalIssuer issuer = issuer(workspace);
        ApiClient api = new ApiClient(server.base());
        UUID tenant = api.tenant("benchmark", issuer.operatorToken());
        List<Map<String, String>> callers = IntStream.range(0, clients)
                .mapToObj(number -> Map.of("Authorization", "Bearer " + issuer.token(Role.SERVICE, tenant)))
                .toList();
        return new Target(
                NAME,
                "the application api-gateway: ES256 tokens, row-level security, operations, each person encrypted by a key of their own",
                server,
                PATH,
                callers,
                "id",
                true,
                () -> database.superuser().count("customer"));
    }

    private static LocalIssuer issuer(Workspace workspace) throws IOException {
        return LocalIssuer.of(new Home(workspace.directory()), Clock.systemUTC());
    }
}
