package io.clientele.embedded;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Puts one value into each server and reads it back, with the clients that the platform uses.
record KeptData(EmbeddedServers servers) {
    private static final String TOPIC = "kept";

    /// To PostgreSQL and Kafka.
    void writeRow(String value) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (value text)");
            statement.execute("insert into kept values ('" + value + "')");
        }
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", servers.kafka().address().bootstrapServers(), "compression.type", "lz4");
        try (Admin admin = Admin.create(kafka)) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    /// To all three.
    void write(String value) throws Exception {
        writeRow(value);
        HttpResponse<String> indexed =
                http("PUT", "/kept/_doc/" + value + "?refresh=true", "{\"value\":\"" + value + "\"}");
        if (indexed.statusCode() != 201) {
            throw new IllegalStateException(indexed.body());
        }
    }

    List<String> inPostgres() throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select value from kept order by value")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    String setting(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /// @param count how many are expected; fewer are returned after 10 s
    List<String> inKafka(int count) {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", servers.kafka().address().bootstrapServers());
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    String inOpenSearch() throws Exception {
        return http("GET", "/kept/_search", "").body();
    }

    private Connection connect() throws SQLException {
        PostgresAddress address = servers.postgres().address();
        return DriverManager.getConnection(address.jdbcUrl("postgres"), address.user(), address.password());
    }

    private HttpResponse<String> http(String method, String path, String body) throws Exception {
        URI uri = URI.create(servers.openSearch().address().uri() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
