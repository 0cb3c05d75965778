package io.clientele.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.customer.CustomerDraft;
import io.clientele.customer.Customers;
import io.clientele.domain.CustomerDomainConfiguration;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.OpenSearchAddress;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenants;
import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.topic.Topics;
import io.clientele.search.query.CustomerSearch;
import io.clientele.search.query.SearchHits;
import io.clientele.search.query.SearchQueryConfiguration;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import io.clientele.vehicle.VehicleConfiguration;
import io.clientele.vehicle.VehicleDraft;
import io.clientele.vehicle.VehicleTransfers;
import io.clientele.vehicle.Vehicles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// The indexer as it runs, on real servers, beside what writes customers, tells of changes and searches.
final class SearchPlatform implements AutoCloseable {
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CustomerDomainConfiguration.class, SearchQueryConfiguration.class, VehicleConfiguration.class})
    static class Gateway {}

    private final TestDatabase database;
    private final Relay relay;
    private final URI openSearch;
    private final String index;
    private final Topics topics;
    private final ConfigurableApplicationContext gateway;
    private final ConfigurableApplicationContext indexer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String bootstrap;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong lsn = new AtomicLong(1);

    private SearchPlatform(TestDatabase database, KafkaAddress kafka, OpenSearchAddress openSearch, Path directory)
            throws Exception {
        this.database = database;
        this.relay = new Relay(openSearch.uri());
        this.openSearch = openSearch.uri();
        this.index = database.name();
        this.bootstrap = kafka.bootstrapServers();
        this.topics = Topics.withPrefix(database.name() + ".");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics.changes().definitions(3)).all().get();
        }
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.gateway = run(Gateway.class, DatabaseRole.GATEWAY, directory, WebApplicationType.NONE);
        this.indexer = run(SearchIndexerApplication.class, DatabaseRole.INDEX, directory, WebApplicationType.SERVLET);
    }

    static SearchPlatform start(TestDatabase database, KafkaAddress kafka, OpenSearchAddress openSearch, Path directory)
            throws Exception {
        return new SearchPlatform(database, kafka, openSearch, directory);
    }

    private ConfigurableApplicationContext run(
            Class<?> application, DatabaseRole role, Path directory, WebApplicationType type) {
        return new SpringApplicationBuilder(application)
                .web(type)
                .run(
                        "--spring.config.name=" + (type == WebApplicationType.NONE ? "none" : "application"),
                        "--server.port=0",
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + role.roleName(),
                        "--spring.datasource.password=" + database.password(role),
                        "--spring.kafka.bootstrap-servers=" + bootstrap,
                        "--clientele.topics.prefix=" + database.name() + ".",
                        "--clientele.indexer.group=" + database.name(),
                        "--clientele.indexer.max-backoff=500ms",
                        "--clientele.opensearch.uri=" + relay.uri(),
                        "--clientele.search.index=" + index,
                        "--clientele.keys.master-key-file=" + directory.resolve("master-key.json"),
                        "--clientele.keys.create-if-missing=true");
    }

    /// An admin of a new tenant.
    Actor tenant(String name) {
        var tenant = gateway.getBean(Tenants.class).create(name, "CA").tenant();
        return new Actor(tenant.id(), Ids.next(), Role.ADMIN, null);
    }

    Actor professional(Actor admin, String name) {
        UUID id = Ids.next();
        sql(
                "insert into professional (tenant_id, id, name) values (?, ?, ?)",
                admin.tenantId().value(),
                id,
                name);
        return new Actor(admin.tenantId(), Ids.next(), Role.PROFESSIONAL, id);
    }

    UUID vehicle(Actor admin, UUID customer, String make, String model) {
        VehicleDraft draft = new VehicleDraft(make, model, 1985, null, null, null, null, null, null, null);
        return gateway.getBean(Vehicles.class)
                .create(admin, customer, draft, null)
                .vehicle()
                .id();
    }

    void transfer(Actor admin, UUID from, UUID vehicle, UUID to) {
        gateway.getBean(VehicleTransfers.class).transfer(admin, from, vehicle, 1, to, "sold", null);
    }

    void refer(Actor admin, UUID customer, Actor to) {
        sql(
                "insert into referral (tenant_id, id, customer_id, to_professional_id, created_at, operation_id)"
                        + " values (?, ?, ?, ?, now(), ?)",
                admin.tenantId().value(),
                Ids.next(),
                customer,
                Objects.requireNonNull(to.professionalId()),
                Ids.next());
    }

    /// Gives the customer a last activity.
    void touch(Actor admin, UUID customer, String at) {
        sql(
                "insert into customer_last_activity (tenant_id, customer_id, last_activity_at) values (?, ?, ?::timestamptz)",
                admin.tenantId().value(),
                customer,
                at);
    }

    UUID create(Actor actor, CustomerDraft draft) {
        return gateway.getBean(Customers.class).create(actor, draft, null).id();
    }

    SearchHits search(Actor viewer, String q) {
        return gateway.getBean(CustomerSearch.class).search(viewer, q, 10);
    }

    /// Tells of a change as capture does.
    void announce(String table, Actor actor, UUID customer) {
        send(table, actor.tenantId().toString(), customer.toString());
    }

    void announceGarbage(String key) {
        send("customer", UUID.randomUUID().toString(), key);
    }

    private void send(String table, String tenant, String key) {
        var record = new ProducerRecord<>(topics.changes().name(), key.getBytes(UTF_8), "{}".getBytes(UTF_8));
        record.headers()
                .add(ChangeHeaders.TABLE, table.getBytes(UTF_8))
                .add(ChangeHeaders.OP, "u".getBytes(UTF_8))
                .add(ChangeHeaders.LSN, Long.toString(lsn.incrementAndGet()).getBytes(UTF_8))
                .add(ChangeHeaders.TENANT_ID, tenant.getBytes(UTF_8));
        producer.send(record);
        producer.flush();
    }

    /// Runs a statement as the superuser.
    void sql(String statement, Object... values) {
        try (Connection connection = database.connectAsSuperuser();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes a document of an older WAL position, as an indexer that was held up would; it must not get in.
    void write(UUID id, long version, String document) {
        var answer =
                ask("PUT", "/" + index + "/_doc/" + id + "?version_type=external_gte&version=" + version, document);
        if (answer.statusCode() != 409) {
            throw new AssertionError("an older document went in: " + answer.statusCode());
        }
    }

    String source(UUID id) {
        return ask("GET", "/" + index + "/_doc/" + id, null).body();
    }

    /// The stored document and every term of it that the index holds.
    String everyTermAndSource(UUID id) {
        return source(id)
                + ask("GET", "/" + index + "/_termvectors/" + id + "?fields=*&positions=false&offsets=false", null)
                        .body()
                + ask(
                                "POST",
                                "/" + index + "/_search?size=100",
                                "{\"docvalue_fields\":[\"*\"],\"query\":{\"ids\":{\"values\":[\"" + id + "\"]}}}")
                        .body();
    }

    void dropIndex() {
        ask("DELETE", "/" + index + "-v1", null);
    }

    void takeOpenSearchAway() throws IOException {
        relay.cut();
    }

    void bringOpenSearchBack() throws IOException {
        relay.restore();
    }

    String readiness() {
        String port = indexer.getEnvironment().getProperty("local.server.port");
        String body = ask(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"), "GET", null)
                .body();
        return body.contains("\"status\":\"UP\"") && !body.contains("\"status\":\"DOWN\"") ? "UP" : "DOWN";
    }

    /// Returns when everything that was told is indexed and visible.
    void settle() {
        await(Duration.ofSeconds(20), () -> {
            if (!readiness().equals("UP") || !lagIsZero()) {
                throw new AssertionError("behind");
            }
        });
        ask("POST", "/" + index + "/_refresh", null);
    }

    private boolean lagIsZero() {
        String port = indexer.getEnvironment().getProperty("local.server.port");
        return ask(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"), "GET", null)
                .body()
                .contains("\"lag\":0");
    }

    List<String> deadLetterReasons() {
        List<String> reasons = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topics.changes().deadLetters(), 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            reader.poll(Duration.ofSeconds(5))
                    .forEach(record -> reasons.add(new String(
                            Objects.requireNonNull(record.headers().lastHeader("dead_letter_reason"))
                                    .value(),
                            UTF_8)));
        }
        return reasons;
    }

    /// Repeats an assertion until it holds.
    void await(Duration limit, ThrowingCallable assertion) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet instanceof AssertionError error ? error : new AssertionError(notYet);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        return ask(URI.create(openSearch + path), method, body);
    }

    private HttpResponse<String> ask(URI uri, String method, String body) {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, publisher)
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        indexer.close();
        gateway.close();
        producer.close();
        dropIndex();
        relay.close();
    }
}
