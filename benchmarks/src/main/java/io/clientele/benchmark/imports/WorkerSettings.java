package io.clientele.benchmark.imports;

import io.clientele.benchmark.place.Database;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.util.Map;

/// What a worker process is told, as environment variables.
///
/// @param port on which the benchmark waits for the worker, on the loopback interface
/// @param way what to do at each request
/// @param directory the workspace, with the file and the finished rows
record WorkerSettings(
        int port, Way way, Database.Login login, Path directory, Path masterKey, Path customers, TenantId tenant) {

    /// The ways that run in a worker process of this module.
    enum Way {
        COPY,
        SPRING_BATCH
    }

    Map<String, String> environment() {
        return Map.of(
                "BENCH_PORT", Integer.toString(port),
                "BENCH_WAY", way.name(),
                "BENCH_JDBC_URL", login.url(),
                "BENCH_USER", login.user(),
                "BENCH_PASSWORD", login.password(),
                "BENCH_DIRECTORY", directory.toString(),
                "BENCH_MASTER_KEY", masterKey.toString(),
                "BENCH_CUSTOMERS", customers.toString(),
                "BENCH_TENANT", tenant.toString());
    }

    static WorkerSettings of(Map<String, String> environment) {
        return new WorkerSettings(
                Integer.parseInt(value(environment, "BENCH_PORT")),
                Way.valueOf(value(environment, "BENCH_WAY")),
                new Database.Login(
                        value(environment, "BENCH_JDBC_URL"),
                        value(environment, "BENCH_USER"),
                        value(environment, "BENCH_PASSWORD")),
                Path.of(value(environment, "BENCH_DIRECTORY")),
                Path.of(value(environment, "BENCH_MASTER_KEY")),
                Path.of(value(environment, "BENCH_CUSTOMERS")),
                TenantId.of(value(environment, "BENCH_TENANT")));
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    @Override
    public String toString() {
        return "WorkerSettings[" + way + "]";
    }
}
