package io.clientele.benchmark.streams;

import io.clientele.benchmark.frame.Contender;
import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Measurement;
import io.clientele.benchmark.frame.Report;
import io.clientele.benchmark.frame.Rounds;
import io.clientele.benchmark.frame.Standing;
import io.clientele.benchmark.place.Teardown;
import io.clientele.schemas.topic.Topics;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/// Measures the stream side of the platform on a PostgreSQL and a Kafka of its own, with `fsync` on.
///
/// @param root of the repository, where the applications are built
/// @param home where a directory is made for as long as it takes
/// @param scale how much
/// @param recording see [Children#application]
/// @param progress takes lines for people
record StreamsBenchmark(
        Path root, Path home, Scale scale, @Nullable Path recording, Consumer<String> progress) {
    private static final Topics TOPICS = Topics.withPrefix("");
    private static final String FLOOR_TOPIC = "floor.changes";
    private static final int PARTITIONS = 6;

    /// How much is done.
    ///
    /// @param customers at least 500
    /// @param changes of a run, at least 1
    /// @param rounds timed runs of each way, at least 1
    /// @param rate customers created in a second while latency is measured
    /// @param seconds for how long
    /// @param sinks whether the sinks are measured apart
    record Scale(int customers, int changes, int rounds, int rate, int seconds, boolean sinks) {}

    /// Runs it and leaves nothing behind, whether it succeeds or not, or is asked to end.
    StreamsReport run() throws Exception {
        Machine before = Machine.now();
        try (Teardown teardown = new Teardown()) {
            Place place = Place.open(root, home, teardown);
            Children children = new Children(place);
            Population population = teardown.add(new Population(place.ours(), place.workspace()));
            progress.accept("creating %,d customers".formatted(scale.customers()));
            for (int i = 0; i < scale.customers(); i++) {
                population.create();
            }
            CopiedRows.copy(place.ours(), place.floor());
            Child application = children.application("first", true, recording);
            EventOracle oracle = teardown.add(new EventOracle(place.bootstrap()));
            Quiet quiet = new Quiet(place.ours(), oracle);
            Updates updates = Updates.of(place.ours());
            Report sustained = sustained(place, children, application, oracle, updates, quiet, before);
            progress.accept("creating %d customers a second".formatted(scale.rate()));
            CommitToEvent.Outcome latency =
                    new CommitToEvent(population, oracle, scale.rate(), scale.seconds()).measure();
            quiet.await();
            progress.accept("killing one of two instances");
            Failover.Outcome failover =
                    new Failover(place, children, updates, oracle, scale.changes()).measure(application);
            quiet.await();
            children.endAll();
            List<SinkSpeed.Outcome> sinks = scale.sinks() ? sinks(place, children) : List.of();
            return StreamsReport.of(sustained, latency, sinks, failover);
        }
    }

    private Report sustained(
            Place place,
            Children children,
            Child application,
            EventOracle oracle,
            Updates updates,
            Quiet quiet,
            Machine before)
            throws Exception {
        makeFloorTopic(place);
        TopicCounter arrived = place.teardown().add(new TopicCounter(place.bootstrap(), FLOOR_TOPIC));
        Child engine = children.floor(FLOOR_TOPIC);
        Contender floor = new Sustained(
                "floor",
                "Debezium's engine with the same settings, its own JSON to a topic of 6 partitions, at least once",
                Updates.of(place.floor()),
                scale.changes(),
                List.of(engine),
                arrived::count);
        Patience.await(
                "the bare engine has the customers that were copied", () -> arrived.count() >= scale.customers());
        Contender ours = new Sustained(
                "Clientele",
                "the application stream-processor: changes and events exactly once, activities and history written",
                updates,
                scale.changes(),
                List.of(application),
                () -> oracle.count("customer.updated"));
        List<Contender> all = List.of(floor, ours);
        Rounds turns = new Rounds(
                place.server(),
                () -> {
                    quiet.await();
                    place.ours().checkpoint();
                },
                () -> {},
                progress);
        for (Contender each : all) {
            turns.warmUp(each);
        }
        Map<Contender, List<Measurement>> measured = turns.run(all, scale.rounds());
        double rate =
                Standing.medianRate(Optional.ofNullable(measured.get(floor)).orElseThrow());
        List<Standing> standings = measured.entrySet().stream()
                .map(each -> Standing.of(each.getKey(), each.getValue(), rate))
                .toList();
        return new Report("streams", conditions(place), before, Machine.now(), standings);
    }

    private List<SinkSpeed.Outcome> sinks(Place place, Children children) throws Exception {
        SinkSpeed sinks = new SinkSpeed(place, children);
        progress.accept("writing activities and history again");
        return List.of(
                sinks.measure(
                        "activity", "customer_activity", TOPICS.activities().name() + "-sink"),
                sinks.measure("history", "record_history", TOPICS.changes().name() + "-history-sink"));
    }

    private static void makeFloorTopic(Place place) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", place.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(FLOOR_TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private Map<String, String> conditions(Place place) throws SQLException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("customers", "%,d".formatted(scale.customers()));
        conditions.put("changes", "%,d".formatted(scale.changes()));
        conditions.put("rounds", Integer.toString(scale.rounds()));
        for (String setting : List.of("fsync", "synchronous_commit", "server_version")) {
            conditions.put(setting, place.ours().setting(setting));
        }
        return conditions;
    }
}
