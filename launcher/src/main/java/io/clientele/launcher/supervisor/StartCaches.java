package io.clientele.launcher.supervisor;

import io.clientele.embedded.Binaries;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.ServersException;
import io.clientele.embedded.Spawner;
import io.clientele.embedded.StartupCache;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Passwords;
import io.clientele.launcher.home.Ports;
import io.clientele.launcher.token.LocalIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The JDK's ahead-of-time caches (JEP 483, 514, 515) for the applications: a JVM that finds its cache needs a third of
/// the work to start. A cache fits exactly one build on one JDK; without it an application starts all the same.
public final class StartCaches {
    private static final String RECORD = "-XX:AOTCacheOutput=";
    private static final String USE = "-XX:AOTCache=";
    private static final int LIMIT_MINUTES = 5;
    private static final int WORKERS = 2;
    private static final int FINGERPRINT_LETTERS = 16;

    private final Path root;

    /// @param root of the repository, where the applications were built
    public StartCaches(Path root) {
        this.root = root;
    }

    /// The JVM options that use an application's cache; none where there is no cache that fits.
    List<String> options(Application application) {
        Path cache = file(application);
        if (!Files.exists(cache)) {
            return List.of();
        }
        // A JDK 25 may find its cached adapters under other names, says so and goes on: not our news.
        return List.of(USE + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching", "-Xlog:aot=off");
    }

    /// Makes what is missing, for the servers too: starts each program once, far from any data, and keeps what the JVM
    /// learnt. A failure is told and costs nothing but speed.
    ///
    /// @param narrator hears in one line each what is done, from several threads
    /// @throws IOException when the caches' directory cannot be written
    public void build(Consumer<String> narrator, Clock clock) throws IOException, InterruptedException {
        var work = new ArrayList<Callable<Boolean>>();
        for (Application application : Application.values()) {
            if (!Files.exists(file(application))) {
                work.add(() -> rehearse(application, narrator, clock));
            }
        }
        work.add(() -> buildServers(narrator));
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (Future<Boolean> each : workers.invokeAll(work)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a start-up cache cannot be made: " + e.getCause(), e);
        }
    }

    private static boolean buildServers(Consumer<String> narrator) {
        Binaries binaries = Binaries.locate();
        if (StartupCache.isBuilt(binaries)) {
            return true;
        }
        narrator.accept("Kafka and OpenSearch");
        try {
            StartupCache.build(binaries);
            return true;
        } catch (ServersException e) {
            narrator.accept("Kafka and OpenSearch start without: " + e.getMessage());
            return false;
        }
    }

    private boolean rehearse(Application application, Consumer<String> narrator, Clock clock)
            throws IOException, InterruptedException {
        narrator.accept(application.module());
        Path cache = file(application);
        deleteAll(directory(application));
        Path scratch = Files.createDirectories(cache.resolveSibling("scratch"));
        var home = new Home(scratch);
        home.create();
        var issuer = LocalIssuer.of(home, clock);
        // Nobody listens there: a rehearsal must meet no real server.
        var ports = new Ports(Ports.DEFAULT_BASE).nextFree();
        var settings = new Settings(home, ports, Passwords.of(home), issuer.publicKeys());
        Path made = scratch.resolve("made.aot");
        var line = new ArrayList<String>();
        line.add(ApplicationCommand.java().toString());
        line.addAll(application.jvmOptions());
        line.add(RECORD + made);
        line.add("-Dspring.context.exit=onRefresh");
        line.addAll(List.of("-jar", application.jar(root).toString()));
        var environment = new java.util.LinkedHashMap<>(settings.environment(application));
        environment.put("CLIENTELE_KEYS_CREATE_IF_MISSING", "true");
        Path log = home.logs().resolve(application.module() + ".log");
        Process process = Spawner.start(ChildCommand.of(line, environment, scratch, log));
        if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) && Files.exists(made)) {
            Files.move(made, cache);
            deleteAll(scratch);
            return true;
        }
        process.destroyForcibly();
        narrator.accept(application.module() + " starts without: " + log + " says why");
        return false;
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private Path directory(Application application) {
        return application.jar(root).resolveSibling("startup");
    }

    private Path file(Application application) {
        return directory(application).resolve(application.module() + "-" + fingerprint(application) + ".aot");
    }

    /// Whatever the JVM compares before it trusts a cache: class path, times, options, its own version.
    private String fingerprint(Application application) {
        Path jar = application.jar(root);
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("app").resolve("lib"))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, System.getProperty("java.runtime.version", ""));
            add(digest, System.getProperty("java.home", ""));
            application.jvmOptions().forEach(option -> add(digest, option));
            for (Path each : Stream.concat(Stream.of(jar), libraries.sorted()).toList()) {
                add(digest, each + " " + Files.size(each) + " " + Files.getLastModifiedTime(each));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_LETTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
