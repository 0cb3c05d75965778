package io.clientele.embedded.junit;

import io.clientele.embedded.EmbeddedServers;
import io.clientele.embedded.PostgresAddress;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersConfig;
import io.clientele.embedded.ServersException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.Set;
import org.slf4j.LoggerFactory;

/// A process that runs one server for all tests of a build, and ends, with the server and its data, after the build.
final class ServerKeeper {
    private ServerKeeper() {}

    /// @param arguments the [ServerKind], the directory to work in, the process id of the build
    public static void main(String[] arguments) throws IOException {
        ServerKind kind = ServerKind.valueOf(arguments[0]);
        Path directory = Path.of(arguments[1]);
        ProcessHandle build = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
        Path home = directory.resolve(kind.id());
        try {
            EmbeddedServers servers = EmbeddedServers.start(
                    ServersConfig.in(home).withKinds(Set.of(kind)).withDurable(false));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                servers.close();
                KeptDirectory.delete(directory, kind);
            }));
            servers.awaitReady();
            publish(directory.resolve(kind.id() + ".properties"), describe(servers, kind));
        } catch (ServersException e) {
            LoggerFactory.getLogger(ServerKeeper.class).error("{}", e.getMessage());
            throw e;
        }
        build.onExit().join();
        Runtime.getRuntime().exit(0);
    }

    private static Properties describe(EmbeddedServers servers, ServerKind kind) {
        Properties answer = new Properties();
        answer.setProperty("keeper.pid", Long.toString(ProcessHandle.current().pid()));
        switch (kind) {
            case POSTGRES -> {
                PostgresAddress address = servers.postgres().address();
                answer.setProperty("host", address.host());
                answer.setProperty("port", Integer.toString(address.port()));
                answer.setProperty("user", address.user());
                answer.setProperty("password", address.password());
            }
            case KAFKA ->
                answer.setProperty(
                        "bootstrap.servers", servers.kafka().address().bootstrapServers());
            case OPENSEARCH ->
                answer.setProperty("uri", servers.openSearch().address().uri().toString());
        }
        return answer;
    }

    private static void publish(Path file, Properties answer) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (OutputStream out = Files.newOutputStream(partial)) {
            answer.store(out, null);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
