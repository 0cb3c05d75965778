package io.clientele.benchmark.api;

import io.clientele.benchmark.frame.Contender;
import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Measurement;
import io.clientele.benchmark.frame.Rounds;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Teardown;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.EmbeddedServers;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares services that read and create customers over HTTP, on a PostgreSQL of its own with `fsync` on.
///
/// @param root of the repository, where the applications are built
/// @param home where a directory is made for as long as it takes
/// @param requests of one run, at least 1
/// @param clients that ask at the same time, at least 1
/// @param rounds timed runs of each, at least 1
/// @param warmUps runs before that, at least 1
/// @param parse whether parse-server takes part
/// @param recording see [Gateway#start]
/// @param progress takes lines for people
record ApiBenchmark(
        Path root,
        Path home,
        int requests,
        int clients,
        int rounds,
        int warmUps,
        boolean parse,
        @Nullable Path recording,
        Consumer<String> progress) {
    private static final double READ_OF_FLOOR = 0.7;
    private static final double CREATE_OF_FLOOR = 0.6;

    /// Runs it and leaves nothing behind, whether it succeeds or not, or is asked to end.
    ApiReport run() throws Exception {
        Machine before = Machine.now();
        try (Teardown teardown = new Teardown()) {
            Workspace workspace = teardown.add(Workspace.in(home));
            EmbeddedServers servers = teardown.add(EmbeddedServers.start(ServersConfig.in(workspace.directory())
                    .withKinds(EnumSet.of(ServerKind.POSTGRES))
                    .withDurable(true)));
            servers.awaitReady();
            Database database = Database.prepare(servers.postgres().address());
            List<Target> targets = targets(teardown, workspace, database);
            List<Work> creators = new ArrayList<>();
            List<Work> readers = new ArrayList<>();
            for (Target target : targets) {
                Known known = new Known(requests);
                creators.add(new Work("create", target, run -> new Creates(target, known, run), requests, clients));
                readers.add(new Work("read", target, run -> new Reads(target, known, run), requests, clients));
            }
            Rounds turns = new Rounds(servers.postgres().pid(), database::checkpoint, () -> verify(creators), progress);
            List<Work> all = new ArrayList<>(creators);
            all.addAll(readers);
            for (int warmUp = 0; warmUp < warmUps; warmUp++) {
                for (Work work : all) {
                    turns.warmUp(work);
                }
            }
            List<Figures> read = measure(turns, readers);
            List<Figures> create = measure(turns, creators);
            return new ApiReport(
                    conditions(database),
                    before,
                    Machine.now(),
                    read,
                    create,
                    requirements(read, create),
                    ways(targets));
        }
    }

    private List<Target> targets(Teardown teardown, Workspace workspace, Database database) throws Exception {
        Server floor = teardown.add(Floor.start(workspace, database));
        Server ours = teardown.add(Gateway.start(root, workspace, database, recording));
        List<Target> targets = new ArrayList<>();
        targets.add(Floor.target(floor, database));
        targets.add(Gateway.target(ours, workspace, database, clients));
        if (parse) {
            progress.accept("installing parse-server");
            Workspace outside = teardown.add(new Workspace(Files.createTempDirectory("clientele-bench-parse-")));
            Database.Login login = database.create("parse");
            targets.add(
                    ParseServer.target(teardown.add(ParseServer.start(outside.directory(), workspace, login)), login));
        }
        return targets;
    }

    /// Every customer whose creation was confirmed is there, and none besides.
    private void verify(List<Work> creators) throws SQLException {
        for (Work creator : creators) {
            long expected = (long) requests * creator.runs();
            // parse-server makes its table with the first customer.
            long found = expected == 0 ? 0 : creator.target().rows().rows();
            if (found != expected) {
                throw new IllegalStateException("%s keeps %d customers, not %d"
                        .formatted(creator.target().name(), found, expected));
            }
        }
    }

    private List<Figures> measure(Rounds turns, List<Work> works) throws Exception {
        Map<Contender, List<Measurement>> measured = turns.run(List.copyOf(works), rounds);
        List<Figures.Rounds> all = works.stream()
                .map(work -> new Figures.Rounds(measured.getOrDefault(work, List.of()), work.latest(rounds)))
                .toList();
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            figures.add(
                    Figures.of(works.get(i).target().name(), all.get(i), all.getFirst(), parse ? all.getLast() : null));
        }
        return figures;
    }

    private static List<Requirement> requirements(List<Figures> read, List<Figures> create) {
        List<Requirement> all = new ArrayList<>();
        ours(read).ifPresent(figures -> all.addAll(Requirement.of("read", figures, READ_OF_FLOOR)));
        ours(create).ifPresent(figures -> all.addAll(Requirement.of("create", figures, CREATE_OF_FLOOR)));
        return all;
    }

    private static Optional<Figures> ours(List<Figures> figures) {
        return figures.stream().filter(each -> each.name().equals(Gateway.NAME)).findFirst();
    }

    private static Map<String, String> ways(List<Target> targets) {
        Map<String, String> ways = new LinkedHashMap<>();
        targets.forEach(target -> ways.put(target.name(), target.what()));
        return ways;
    }

    private Map<String, String> conditions(Database database) throws SQLException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("clients", Integer.toString(clients));
        conditions.put("requests", "%,d".formatted(requests));
        conditions.put("rounds", Integer.toString(rounds));
        conditions.put("connections", "10");
        for (String setting : List.of("fsync", "synchronous_commit", "wal_level", "server_version")) {
            conditions.put(setting, database.setting(setting));
        }
        conditions.put("replication slot", "there, not read");
        return conditions;
    }
}
