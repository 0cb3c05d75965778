package io.clientele.benchmark.api;

import io.clientele.benchmark.place.ChildProcess;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Ports;
import io.clientele.embedded.ServersException;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Starts parse-server, a much used open-source backend that makes a REST API of a PostgreSQL. It is
/// installed by npm for this benchmark, with the user's own configuration of npm, into a temporary directory.
final class ParseServer {
    private static final String PACKAGE = "parse-server@9.10.0";
    private static final String PATH = "/parse/classes/Customer";
    private static final String APPLICATION = "benchmark";
    private static final int INSTALL_LIMIT_MINUTES = 10;

    private ParseServer() {}

    /// @param directory empty, outside of the repository, where it is installed
    /// @param login of an empty database
    static Server start(Path directory, Workspace workspace, Database.Login login)
            throws IOException, InterruptedException {
        install(directory, workspace.log("npm"));
        int port = Ports.free();
        Path settings = Files.writeString(directory.resolve("settings.json"), settings(port, login));
        List<String> line = List.of(
                program("node"),
                directory.resolve("node_modules/parse-server/bin/parse-server").toString(),
                settings.toString());
        Map<String, String> environment = Map.of("NODE_ENV", "production", "HOME", directory.toString());
        return Server.start(
                "parse-server", ChildCommand.of(line, environment, directory, workspace.log("parse-server")), port);
    }

    static Target target(Server server, Database.Login login) throws IOException, InterruptedException {
        server.awaitAnswer("/parse/health");
        return new Target(
                "parse-server",
                PACKAGE + " on Node: object by id, create; no tokens, tenants or encryption",
                server,
                PATH,
                List.of(Map.of("X-Parse-Application-Id", APPLICATION)),
                "objectId",
                false,
                () -> login.count("\"Customer\""));
    }

    private static void install(Path directory, Path log) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("package.json"), "{\"private\": true}");
        Process npm = new ProcessBuilder(program("npm"), "install", "--no-audit", "--no-fund", PACKAGE)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(INSTALL_LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended || npm.exitValue() != 0) {
            npm.destroy();
            throw ChildProcess.failed("npm", log, new IOException(PACKAGE + " can't be installed"));
        }
    }

    private static String settings(int port, Database.Login login) {
        String url = login.url()
                .replace(
                        "jdbc:postgresql://",
                        "postgres://" + login.user() + ":" + URLEncoder.encode(login.password(), StandardCharsets.UTF_8)
                                + "@");
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "appId",
                        APPLICATION,
                        // Nobody uses it; parse-server does not start without.
                        "masterKey",
                        Long.toHexString(System.nanoTime()),
                        "databaseURI",
                        url + "?max=10",
                        "serverURL",
                        "http://127.0.0.1:" + port + "/parse",
                        "host",
                        "127.0.0.1",
                        "port",
                        port,
                        "mountPath",
                        "/parse",
                        "allowClientClassCreation",
                        true,
                        "silent",
                        true,
                        "logLevel",
                        "error"));
    }

    /// @throws ServersException when it is not on the PATH
    private static String program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new ServersException(name + " is not on the PATH", "Install Node.js 20, or leave --parse out"))
                .toString();
    }
}
