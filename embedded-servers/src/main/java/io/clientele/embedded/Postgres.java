package io.clientele.embedded;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// PostgreSQL, ready for logical replication, on 127.0.0.1 with passwords.
public final class Postgres extends EmbeddedServer {
    private final PostgresAddress address;

    Postgres(ServersConfig config) throws IOException {
        super(ServerKind.POSTGRES, config);
        this.address = new PostgresAddress("127.0.0.1", config.ports().postgres(), "postgres", password(config.home()));
    }

    /// Where and as whom to connect.
    public PostgresAddress address() {
        return address;
    }

    /// Generated once per home, kept where only we read it.
    private static String password(ServerHome home) throws IOException {
        Path file = passwordFile(home);
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        Directories.secret(home.secrets());
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path partial = file.resolveSibling("partial-postgres-password");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, password);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    private static Path passwordFile(ServerHome home) {
        return home.secrets().resolve("postgres-password");
    }

    @Override
    List<Integer> ports() {
        return List.of(address.port());
    }

    @Override
    void checkVersion() throws IOException {
        DataVersion.check(
                kind, data(), data().resolve("PG_VERSION"), config.binaries().version(kind));
    }

    @Override
    void prepare() throws IOException {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            clearLockOfAnother();
            return;
        }
        // Made beside its place and moved there when finished, so that an interrupted start leaves nothing half made.
        Path fresh = data().resolveSibling("postgres.partial");
        Directories.delete(fresh);
        Directories.delete(data());
        Directories.owned(fresh);
        List<String> initdb = new ArrayList<>(List.of(
                program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + address.user(),
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile(config.home()),
                config.durable() ? "--sync-method=fsync" : "--no-sync"));
        initdb.addAll(commonInitArguments());
        long logStart = Files.exists(log()) ? Files.size(log()) : 0;
        int code = Spawner.run(command(initdb, fresh, Signal.TERM));
        if (code != 0) {
            throw LogDiagnosis.explain(kind, code, log(), LogDiagnosis.tail(log(), logStart));
        }
        Files.move(fresh, data());
    }

    /// A lock file whose process id now belongs to a program that is no PostgreSQL keeps the server from starting.
    private void clearLockOfAnother() throws IOException {
        Path lock = data().resolve("postmaster.pid");
        if (!Files.exists(lock) || Files.size(lock) == 0) {
            return;
        }
        String pid = Files.readAllLines(lock).getFirst().strip();
        if (!pid.matches("\\d{1,18}")) {
            return;
        }
        Optional<ProcessHandle> holder = ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        boolean postgres = holder.flatMap(handle -> handle.info().command())
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
        if (holder.isPresent() && !postgres) {
            Files.delete(lock);
        }
    }

    @Override
    ChildCommand command() {
        List<String> line = new ArrayList<>(List.of(program("postgres"), "-D", data().toString()));
        Map<String, String> settings = new TreeMap<>(commonSettings());
        settings.put("port", Integer.toString(address.port()));
        settings.put("listen_addresses", address.host());
        settings.put("unix_socket_directories", "");
        settings.put("fsync", config.durable() ? "on" : "off");
        settings.forEach((name, value) -> {
            line.add("-c");
            line.add(name + "=" + value);
        });
        return command(line, data(), Signal.INT);
    }

    /// How `initdb` makes a cluster that sorts and compares the same on every machine; containers use the same.
    public static List<String> commonInitArguments() {
        return List.of("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
    }

    /// The settings that the platform needs wherever PostgreSQL runs; containers use the same.
    public static Map<String, String> commonSettings() {
        return Map.ofEntries(
                entry("wal_level", "logical"),
                entry("max_replication_slots", "10"),
                entry("max_wal_senders", "10"),
                entry("max_slot_wal_keep_size", "8GB"),
                entry("max_connections", "100"),
                entry("shared_buffers", "128MB"),
                entry("logical_decoding_work_mem", "256MB"),
                entry("max_wal_size", "2GB"),
                // Statements and their values are personal data; clients get the errors, the log does not.
                entry("log_min_messages", "log"),
                entry("log_min_error_statement", "panic"),
                entry("log_error_verbosity", "terse"),
                entry("log_parameter_max_length", "0"),
                entry("log_parameter_max_length_on_error", "0"),
                entry("log_line_prefix", "%m [%p] "),
                entry("log_timezone", "UTC"),
                entry("timezone", "UTC"),
                entry("lc_messages", "C"));
    }

    private String program(String name) {
        return config.binaries().programs(kind).resolve("bin").resolve(name).toString();
    }

    @Override
    boolean answers() {
        return Questions.postgresAccepts(address.port(), address.user());
    }

    @Override
    Signal stopSignal() {
        return Signal.INT;
    }

    /// Back ends of a killed server may live on for a moment.
    @Override
    boolean passing(String logTail) {
        return logTail.contains("pre-existing shared memory block")
                || logTail.contains("another server might be running")
                || logTail.contains("Is another postmaster");
    }
}
