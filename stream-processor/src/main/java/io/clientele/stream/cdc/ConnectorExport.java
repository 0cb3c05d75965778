package io.clientele.stream.cdc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.TopicSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What to send to Kafka Connect (`POST /connectors`) so that it captures instead of the engine: the engine's own
/// configuration, and what Connect needs besides. As a program it prints that for the settings that the application
/// would have here.
public final class ConnectorExport {
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String TRANSFORM = "transforms.clientele.";

    private ConnectorExport() {}

    /// The configuration of a connector that goes on where the engine stopped. It holds no password, but where the
    /// worker finds it: the environment variable `CLIENTELE_CDC_PASSWORD`, by Kafka's own `EnvVarConfigProvider`.
    ///
    /// @param tables what to capture, regular expressions
    static Map<String, String> config(CaptureSettings settings, Topics topics, List<String> tables) {
        String password = "${env:CLIENTELE_CDC_PASSWORD}";
        Map<String, String> all = new TreeMap<>(ConnectorSettings.of(settings, tables));
        all.put(ConnectorSettings.PASSWORD, password);
        all.put("tasks.max", "1");
        // The position is where the engine keeps it, in the same form; its key holds the connector's name.
        all.put("offsets.storage.topic", topics.offsets().name());
        all.put("exactly.once.support", "required");
        all.put("transaction.boundary", "poll");
        all.put("key.converter", BYTES);
        all.put("value.converter", BYTES);
        all.put("header.converter", BYTES);
        all.put("transforms", "clientele");
        all.put(TRANSFORM + "type", ChangeTransform.class.getName());
        all.put(TRANSFORM + ChangeTransform.TOPIC, topics.changes().name());
        all.put(TRANSFORM + ChangeTransform.JDBC_URL, settings.jdbcUrl());
        all.put(TRANSFORM + ChangeTransform.USERNAME, settings.username());
        all.put(TRANSFORM + ChangeTransform.PASSWORD, password);
        all.put("producer.override.compression.type", "lz4");
        return all;
    }

    /// The body of the request.
    static String json(CaptureSettings settings, Topics topics, List<String> tables) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(new Request(settings.slot(), config(settings, topics, tables)));
    }

    /// @param name of the connector: the engine's, which is part of the position's key
    record Request(String name, Map<String, String> config) {}

    /// Settings only: what the application would be told here.
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({CaptureSettings.class, TopicSettings.class})
    static class Program {}

    /// @param arguments settings besides those of the environment, as `--clientele.cdc.host=…`
    public static void main(String[] arguments) throws SQLException, IOException {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (var context = new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            CaptureSettings settings = context.getBean(CaptureSettings.class);
            Topics topics =
                    Topics.withPrefix(context.getBean(TopicSettings.class).prefix());
            try (Leadership database = Leadership.connect(settings);
                    var output = new FileOutputStream(FileDescriptor.out)) {
                output.write((json(settings, topics, database.publishedTables()) + "\n").getBytes(UTF_8));
            }
        }
    }
}
