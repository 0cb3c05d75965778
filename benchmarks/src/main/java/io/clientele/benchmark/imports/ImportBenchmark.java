package io.clientele.benchmark.imports;

import io.clientele.benchmark.frame.Contender;
import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Measurement;
import io.clientele.benchmark.frame.Report;
import io.clientele.benchmark.frame.Rounds;
import io.clientele.benchmark.frame.Standing;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Teardown;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.EmbeddedServers;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersConfig;
import io.clientele.launcher.sample.SampleFile;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares three ways to bring a file of customers into the tables, on a PostgreSQL of its own with `fsync` on.
///
/// @param root of the repository, where the applications are built
/// @param home where a directory is made for as long as it takes
/// @param rows of the file, at least 1; all acceptable, no e-mail address twice
/// @param rounds timed runs of each contender, at least 1
/// @param recording see [IngestBatch#start]
/// @param progress takes lines for people
record ImportBenchmark(
        Path root,
        Path home,
        int rows,
        int rounds,
        @Nullable Path recording,
        Consumer<String> progress) {
    private static final long SEED = 20_261_122;

    /// Runs it and leaves nothing behind, whether it succeeds or not, or is asked to end.
    Report run() throws Exception {
        Machine before = Machine.now();
        try (Teardown teardown = new Teardown()) {
            Workspace workspace = teardown.add(Workspace.in(home));
            EmbeddedServers servers = teardown.add(EmbeddedServers.start(ServersConfig.in(workspace.directory())
                    .withKinds(EnumSet.of(ServerKind.POSTGRES))
                    .withDurable(true)));
            generate(workspace.customers());
            servers.awaitReady();
            Database database = Database.prepare(servers.postgres().address());
            Domain gateway = teardown.add(new Domain(database.as(DatabaseRole.GATEWAY), workspace.masterKey()));
            Actor actor =
                    new Actor(gateway.tenants.create("benchmark", "CA").tenant().id(), Ids.next(), Role.ADMIN, null);
            Verification verification = new Verification(database, gateway, actor, workspace.customers(), rows);
            Rounds turns = new Rounds(servers.postgres().pid(), database::clear, verification::check, progress);
            Map<Contender, List<Measurement>> measured =
                    measure(turns, contenders(teardown, workspace, database, gateway, actor), database, workspace);
            return new Report("import", conditions(database), before, Machine.now(), standings(measured));
        }
    }

    private void generate(Path file) throws Exception {
        progress.accept("generating %,d customers".formatted(rows));
        try (OutputStream out = Files.newOutputStream(file)) {
            var unused = SampleFile.write(new SampleFile.Order(rows, SEED, 0, 0), SampleFile.Format.CSV, out);
        }
    }

    /// Ours first, since the floor copies what it made.
    private List<Contender> contenders(
            Teardown teardown, Workspace workspace, Database database, Domain gateway, Actor actor) throws Exception {
        Contender ours = teardown.add(IngestBatch.start(
                root,
                workspace,
                database.as(DatabaseRole.BATCH),
                gateway.bulkJobs(workspace.storage()),
                actor,
                recording));
        Contender floor = teardown.add(WorkerProcess.start(
                "floor",
                "binary COPY of the finished rows, as superuser, one transaction",
                workspace,
                port -> settings(port, WorkerSettings.Way.COPY, database.superuser(), workspace, actor)));
        Contender usual = teardown.add(WorkerProcess.start(
                "Spring Batch",
                "FlatFileItemReader, same validation and encryption, JdbcBatchItemWriter, chunks of 100",
                workspace,
                port -> settings(
                        port, WorkerSettings.Way.SPRING_BATCH, database.as(DatabaseRole.BATCH), workspace, actor)));
        return List.of(ours, floor, usual);
    }

    private static WorkerSettings settings(
            int port, WorkerSettings.Way way, Database.Login login, Workspace workspace, Actor actor) {
        return new WorkerSettings(
                port,
                way,
                login,
                workspace.directory(),
                workspace.masterKey(),
                workspace.customers(),
                actor.tenantId());
    }

    private Map<Contender, List<Measurement>> measure(
            Rounds turns, List<Contender> contenders, Database database, Workspace workspace) throws Exception {
        for (Contender contender : contenders) {
            turns.warmUp(contender);
            if (contender instanceof IngestBatch) {
                try (Connection connection = database.superuser().open()) {
                    new FinishedRows(workspace.directory()).take(connection);
                }
            }
        }
        return turns.run(contenders, rounds);
    }

    private Map<String, String> conditions(Database database) throws SQLException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("rows", "%,d".formatted(rows));
        conditions.put("rounds", Integer.toString(rounds));
        for (String setting : List.of("fsync", "synchronous_commit", "wal_level", "server_version")) {
            conditions.put(setting, database.setting(setting));
        }
        return conditions;
    }

    private static List<Standing> standings(Map<Contender, List<Measurement>> measured) {
        double floor = measured.entrySet().stream()
                .filter(each -> each.getKey().name().equals("floor"))
                .mapToDouble(each -> Standing.medianRate(each.getValue()))
                .findFirst()
                .orElseThrow();
        return measured.entrySet().stream()
                .map(each -> Standing.of(each.getKey(), each.getValue(), floor))
                .sorted((left, right) -> Double.compare(right.medianRate(), left.medianRate()))
                .toList();
    }
}
