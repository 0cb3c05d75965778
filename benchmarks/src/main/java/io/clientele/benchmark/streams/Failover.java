package io.clientele.benchmark.streams;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;

/// Two instances of the application share the load; the one that captures is killed in the middle of it.
record Failover(Place place, Children children, Updates updates, EventOracle oracle, int changes) {
    private static final String GROUP = "clientele-stream";
    private static final String UPDATED = "customer.updated";

    /// @param shares partitions of the topologies that each instance had before the kill
    /// @param silence longest time without an event from the kill on
    record Outcome(List<Integer> shares, int changes, Duration silence) {
        Outcome {
            shares = List.copyOf(shares);
        }
    }

    /// Events are counted and their sequence checked by the oracle; what is in the tables is for the caller to verify.
    ///
    /// @param first the instance that captures
    Outcome measure(Child first) throws Exception {
        Child second = children.application("second", true, null);
        Patience.await("both instances have partitions", () -> shares().size() == 2);
        List<Integer> shares = shares();
        long before = oracle.count(UPDATED);
        updates.write(changes);
        Patience.await("a third of the events are there", () -> oracle.count(UPDATED) >= before + changes / 3);
        first.kill();
        oracle.watchSilence();
        Patience.await("each change has its event", () -> {
            second.expectAlive();
            return oracle.count(UPDATED) >= before + changes;
        });
        if (oracle.count(UPDATED) != before + changes) {
            throw new IllegalStateException("more events than changes");
        }
        return new Outcome(shares, changes, oracle.silence());
    }

    private List<Integer> shares() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", place.bootstrap()))) {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                    .map(ConsumerGroupDescription::members)
                    .flatMap(Collection::stream)
                    .map(member -> member.assignment().topicPartitions().size())
                    .filter(partitions -> partitions > 0)
                    .toList();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
