package io.clientele.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.event.EventType;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

@Tag("REQ-CM-B015")
class TopicsTest {
    @Test
    void namesEveryTopicOnceWithThePrefixInFront() {
        assertThat(Topics.withPrefix("x-").definitions(6))
                .extracting(NewTopic::name)
                .containsExactly(
                        "x-cdc.offsets",
                        "x-cdc.changes",
                        "x-cdc.changes.dead-letters",
                        "x-customer.events",
                        "x-customer.events.dead-letters",
                        "x-customer.activities",
                        "x-customer.activities.dead-letters",
                        "x-owner.notifications",
                        "x-owner.notifications.dead-letters",
                        "x-inquiry.events",
                        "x-inquiry.events.dead-letters",
                        "x-referral.events",
                        "x-referral.events.dead-letters",
                        "x-inquiry.offers",
                        "x-inquiry.offers.dead-letters",
                        "x-customer.counts",
                        "x-customer.counts.dead-letters");
    }

    @Test
    void keepsOffsetsCompactedInOnePartitionAndEventsForEver() {
        Topics topics = Topics.withPrefix("");

        assertThat(topics.offsets().definitions(6)).singleElement().satisfies(topic -> {
            assertThat(topic.numPartitions()).isEqualTo(1);
            assertThat(topic.configs()).containsEntry("cleanup.policy", "compact");
        });
        assertThat(topics.events().definitions(6).getFirst().numPartitions()).isEqualTo(6);
        assertThat(topics.events().definitions(6).getFirst().configs()).containsEntry("retention.ms", "-1");
    }

    /// `asyncapi.yaml` is the catalogue for everyone else: no topic without a channel, no event without a message.
    @Test
    void describesEveryTopicAndEveryEventInTheAsyncApiDocument() {
        Map<String, Object> document = asyncApi();
        Map<String, Map<String, Object>> channels = map(document.get("channels"));
        Map<String, Object> messages = map(map(document.get("components")).get("messages"));
        Map<String, Object> events = channels.get("customerEvents");

        assertThat(channels.values())
                .extracting(channel -> channel.get("address"))
                .containsExactlyInAnyOrderElementsOf(Topics.withPrefix("").definitions(1).stream()
                        .map(NewTopic::name)
                        .toList());
        assertThat(map(events.get("messages")).keySet())
                .extracting(name -> map(messages.get(name)).get("name"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EventType.values()).map(EventType::typeName).toList());
        assertThat(channels.values().stream().flatMap(channel -> map(channel.get("messages")).keySet().stream()))
                .as("messages that a channel has, and none that no channel has")
                .containsAll(messages.keySet())
                .isSubsetOf(messages.keySet());
    }

    @Test
    void describesEachEventByItsOwnSchema() {
        Map<String, Object> messages = map(map(asyncApi().get("components")).get("messages"));
        for (EventType type : EventType.values()) {
            assertThat(messages.values())
                    .filteredOn(message -> type.typeName().equals(map(message).get("name")))
                    .singleElement()
                    .extracting(message ->
                            map(map(map(message).get("payload")).get("schema")).get("$ref"))
                    .isEqualTo("../events/" + type.typeName() + ".json");
        }
    }

    private static Map<String, Object> asyncApi() {
        return new Yaml().load(Topics.class.getResourceAsStream("/api/asyncapi.yaml"));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object value) {
        return (Map<String, T>) value;
    }

    @Test
    void keepsDeadLettersForAMonthAndCountsCompactedInAsManyPartitionsAsAskedFor() {
        Topics topics = Topics.withPrefix("");

        assertThat(topics.counts().definitions(6).getFirst().numPartitions()).isEqualTo(6);
        assertThat(topics.counts().definitions(6).getFirst().configs()).containsEntry("cleanup.policy", "compact");
        assertThat(topics.changes().definitions(6).getLast().configs()).containsEntry("retention.ms", "2592000000");
        assertThat(topics.deadLetters())
                .contains("cdc.changes.dead-letters", "customer.counts.dead-letters")
                .doesNotContain("cdc.offsets.dead-letters");
    }
}
