package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.ChildProcess;
import io.clientele.benchmark.place.Database;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Ports;
import io.clientele.schemas.Json;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.database.DatabaseSetup;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Starts the processes that are measured: our application as the launcher starts it, and the bare engine on the same
/// libraries with the configuration that our application exports.
record Children(Place place, List<Child> running) {
    private static final String EXPORT = "io.clientele.stream.cdc.ConnectorExport";
    /// What our application adds for Kafka Connect.
    private static final List<String> NOT_FOR_THE_FLOOR =
            List.of("transforms", "key.converter", "value.converter", "header.converter");

    Children(Place place) {
        this(place, new ArrayList<>());
    }

    /// Ends all that were started.
    void endAll() {
        running.forEach(Child::close);
        running.clear();
    }

    /// The application `stream-processor`, ready.
    ///
    /// @param name of this instance, unique
    /// @param captures false to leave the log alone
    /// @param recording where Java Flight Recorder writes what it did; null for no recording
    Child application(String name, boolean captures, @Nullable Path recording)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(ChildProcess.java());
        if (recording != null) {
            line.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording.toAbsolutePath());
        }
        line.addAll(List.of("-jar", place.jar().toString()));
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(capture(place.ours(), DatabaseSetup.SLOT));
        Database.Login login = place.ours().as(DatabaseRole.STREAM);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_DATASOURCE_URL", login.url());
        environment.put("SPRING_DATASOURCE_USERNAME", login.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", login.password());
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", place.bootstrap());
        environment.put("CLIENTELE_CDC_ENABLED", Boolean.toString(captures));
        environment.put(
                "CLIENTELE_KEYS_MASTER_KEY_FILE", place.workspace().masterKey().toString());
        environment.put(
                "CLIENTELE_STREAM_STATE_DIRECTORY",
                place.workspace().directory().resolve("state-" + name).toString());
        Child child = start(name, line, environment);
        awaitReady(child, port);
        return child;
    }

    /// The bare engine on a database of its own.
    Child floor(String topic) throws Exception {
        Path settings = place.workspace().directory().resolve("floor.properties");
        Properties engine = engineSettings();
        try (OutputStream file = Files.newOutputStream(settings)) {
            engine.store(file, null);
        }
        List<String> line = new ArrayList<>(ChildProcess.java());
        line.addAll(List.of(
                "-cp",
                ownClasses() + File.pathSeparator + place.libraries(),
                BareEngine.class.getName(),
                settings.toString(),
                place.bootstrap(),
                topic));
        return start("floor", line, Map.of());
    }

    private Properties engineSettings() throws Exception {
        List<String> line = new ArrayList<>(ChildProcess.java());
        line.addAll(List.of("-cp", place.jar().toString(), EXPORT));
        Child export = start("export", line, capture(place.floor(), "floor"));
        int code = export.process().waitFor();
        String text = Files.readString(export.log());
        if (code != 0) {
            throw new IOException("the connector's configuration can't be exported: " + text);
        }
        // What the JVM has to say may come first.
        JsonNode config = Json.read(text.substring(text.indexOf('{')).getBytes(StandardCharsets.UTF_8))
                .path("config");
        Properties all = new Properties();
        config.properties().stream()
                .filter(each -> NOT_FOR_THE_FLOOR.stream().noneMatch(each.getKey()::startsWith))
                .forEach(each -> all.setProperty(each.getKey(), each.getValue().asString()));
        all.setProperty("database.password", place.floor().as(DatabaseRole.CDC).password());
        all.setProperty("name", "floor");
        all.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        all.setProperty(
                "offset.storage.file.filename",
                place.workspace().directory().resolve("floor.offsets").toString());
        all.setProperty("key.converter.schemas.enable", "false");
        all.setProperty("value.converter.schemas.enable", "false");
        return all;
    }

    private Map<String, String> capture(Database database, String slot) {
        return Map.of(
                "CLIENTELE_CDC_HOST", database.server().host(),
                "CLIENTELE_CDC_PORT", Integer.toString(database.server().port()),
                "CLIENTELE_CDC_DATABASE", database.name(),
                "CLIENTELE_CDC_USERNAME", DatabaseRole.CDC.roleName(),
                "CLIENTELE_CDC_PASSWORD", database.as(DatabaseRole.CDC).password(),
                "CLIENTELE_CDC_SLOT", slot,
                "MALLOC_ARENA_MAX", "2");
    }

    private Child start(String name, List<String> line, Map<String, String> environment) throws IOException {
        Child child = place.teardown()
                .add(Child.start(
                        name,
                        ChildCommand.of(
                                line,
                                environment,
                                place.workspace().directory(),
                                place.workspace().log(name))));
        running.add(child);
        return child;
    }

    /// Where this module's classes lie: a jar or a directory.
    private static Path ownClasses() throws URISyntaxException {
        return Path.of(BareEngine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static void awaitReady(Child child, int port) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Patience.await("the application is ready", () -> {
                child.expectAlive();
                try {
                    return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
                } catch (IOException notYet) {
                    return false;
                }
            });
        }
    }
}
