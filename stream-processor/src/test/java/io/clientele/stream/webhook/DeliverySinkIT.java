package io.clientele.stream.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.CommittedRecords;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.runtime.TopicSettings;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkRunner;
import io.clientele.stream.webhook.WebhookFixture.Running;
import io.clientele.webhook.TestEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// From the topic to the receiver: however often the topic is read, each event is posted once.
@Tag("REQ-CM-B007")
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class DeliverySinkIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final int EVENTS = 50;
    private static final UUID ANN = new UUID(9, 1);

    @TempDir
    static Path directory;

    @Test
    void postsEachEventOnceHoweverOftenTheTopicIsRead(TestDatabase database, KafkaAddress kafka) throws Exception {
        KafkaClient client = new KafkaClient(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        Topics topics = topics(database, client);
        try (WebhookFixture fixture = new WebhookFixture(database, directory);
                Receiver receiver = Receiver.answering(200);
                Running running = fixture.start()) {
            UUID endpoint = fixture.endpoint(receiver.url()).webhook().id();
            SinkRunner sink = sink(fixture, topics, client, running);
            SinkHealth health = new SinkHealth(sink);
            sink.start();
            send(fixture, topics, client);
            send(fixture, topics, client);
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(health.health().getDetails())
                            .containsEntry("appended", (long) EVENTS)
                            .containsEntry("deadLetters", 2L)
                            .containsEntry("lag", 0L));
            sink.stop();

            forgetPosition(client, topics);
            SinkRunner again = sink(fixture, topics, client, running);
            SinkHealth healthAgain = new SinkHealth(again);
            again.start();
            await().atMost(TIME)
                    .untilAsserted(
                            () -> assertThat(healthAgain.health().getDetails()).containsEntry("deadLetters", 2L));
            await().atMost(TIME)
                    .until(() -> fixture.log(endpoint).stream()
                            .allMatch(each -> each.status().equals("delivered")));
            again.stop();

            assertThat(healthAgain.health().getDetails()).containsEntry("appended", 0L);
            assertThat(receiver.posts()).hasSize(EVENTS);
            assertThat(receiver.posts()).extracting(Receiver.Post::id).doesNotHaveDuplicates();
            try (CommittedRecords letters = new CommittedRecords(
                    kafka.bootstrapServers(), topics.events().deadLetters())) {
                assertThat(letters.await(4, TIME, letter -> true))
                        .hasSize(4)
                        .allSatisfy(letter -> assertThat(letter.headers()
                                        .lastHeader("dead_letter_consumer")
                                        .value())
                                .asString(UTF_8)
                                .isEqualTo(topics.events().name() + "-webhook-sink"));
            }
        }
    }

    private static Topics topics(TestDatabase database, KafkaClient client) {
        Topics topics = Topics.withPrefix(database.name() + "-");
        TopicCreation creation =
                new TopicCreation(topics, new TopicSettings(database.name() + "-", 3), client.settings());
        creation.start();
        creation.ready().join();
        creation.stop();
        return topics;
    }

    private static SinkRunner sink(WebhookFixture fixture, Topics topics, KafkaClient client, Running running) {
        KafkaTemplate<byte[], byte[]> deadLetters = new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                client.settings(), new ByteArraySerializer(), new ByteArraySerializer()));
        return new SinkRunner(
                new DeliverySink(
                        fixture.stream.deliveries, topics.events(), WebhookFixture.KEEP, running.dispatcher()::wake),
                deadLetters,
                new StreamSettings(Path.of("unused"), 1, Duration.ofMillis(100), Duration.ofSeconds(8), 10, 2, 128),
                client,
                CompletableFuture.completedFuture(null));
    }

    /// One that nobody can read, and then the events.
    private static void send(WebhookFixture fixture, Topics topics, KafkaClient client) {
        String topic = topics.events().name();
        List<PublishedEvent> events = new ArrayList<>();
        for (int sequence = 1; sequence <= EVENTS; sequence++) {
            events.add(TestEvents.updated(fixture.tenant, ANN, sequence));
        }
        byte[] key = ANN.toString().getBytes(UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, "garbage".getBytes(UTF_8)));
            for (PublishedEvent event : events) {
                RecordHeaders headers = new RecordHeaders();
                byte[] value = topics.events().value().serializer().serialize(topic, headers, event);
                producer.send(new ProducerRecord<>(topic, null, null, key, value, headers));
            }
        }
    }

    /// As if the group had never read.
    private static void forgetPosition(KafkaClient client, Topics topics) throws Exception {
        try (Admin admin = Admin.create(client.settings())) {
            admin.deleteConsumerGroups(List.of(topics.events().name() + "-webhook-sink"))
                    .all()
                    .get();
        }
    }
}
