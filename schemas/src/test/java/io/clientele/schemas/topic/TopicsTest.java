package io.clientele.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
                        "x-inquiry.offers.dead-letters");
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
}
