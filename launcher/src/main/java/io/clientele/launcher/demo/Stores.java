package io.clientele.launcher.demo;

import io.clientele.launcher.supervisor.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Counts one import's customers in PostgreSQL, Kafka and OpenSearch, past our own API. Not thread-safe.
final class Stores implements AutoCloseable {
    private static final String TENANT_NAMED = "select 1 from tenant where name = ?";
    private static final String CUSTOMERS = "select count(*) from customer where tenant_id = ? and operation_id = ?";
    private static final String ACTIVITIES = """
            select count(*), count(distinct customer_id) from customer_activity
            where tenant_id = ? and operation_id = ?
            """;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Endpoints endpoints;
    private final Connection database;
    private final HttpClient http = HttpClient.newHttpClient();
    private final EventReader events;

    Stores(Endpoints endpoints) throws SQLException {
        this.endpoints = endpoints;
        this.database =
                DriverManager.getConnection(endpoints.jdbcUrl(), Endpoints.DATABASE_USER, endpoints.databasePassword());
        this.events = new EventReader(endpoints.kafkaBootstrap());
    }

    /// The first of `demo`, `demo-2`, `demo-3` … that no tenant has yet, so that each demonstration counts only its
    /// own.
    String freshTenantName() throws SQLException {
        String name = "demo";
        for (int i = 2; exists(name); i++) {
            name = "demo-" + i;
        }
        return name;
    }

    private boolean exists(String tenant) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(TENANT_NAMED)) {
            select.setString(1, tenant);
            return select.executeQuery().next();
        }
    }

    /// What each store knows now.
    ///
    Counts count(UUID tenant, UUID operation) throws SQLException, InterruptedException {
        events.readOn(operation.toString());
        long[] activities = numbers(ACTIVITIES, tenant, operation);
        return new Counts(
                numbers(CUSTOMERS, tenant, operation)[0],
                events.created(),
                events.distinctCreated(),
                activities[0],
                activities[1],
                documents(tenant));
    }

    /// The events read so far, for people to see.
    EventReader events() {
        return events;
    }

    private long[] numbers(String query, UUID tenant, UUID operation) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(query)) {
            select.setObject(1, tenant);
            select.setObject(2, operation);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                var numbers = new long[row.getMetaData().getColumnCount()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = row.getLong(i + 1);
                }
                return numbers;
            }
        }
    }

    /// None while OpenSearch does not answer: what can not be found is not searchable.
    private long documents(UUID tenant) throws InterruptedException {
        String query = "{\"query\":{\"term\":{\"tenant_id\":\"" + tenant + "\"}}}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoints.openSearch() + "/customers/_count"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK
                    ? JsonMapper.shared().readTree(answer.body()).path("count").asLong(0)
                    : 0;
        } catch (IOException away) {
            return 0;
        }
    }

    @Override
    public void close() throws SQLException {
        events.close();
        database.close();
    }
}
