package io.clientele.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Starts children that die with us, also when we are killed with SIGKILL.
///
/// On Linux the kernel signals the child when the *thread* that started it ends, so every child is started from one
/// thread that lives as long as this JVM. Elsewhere a shell stands between: it waits for the end of its standard
/// input, which is a pipe that only we hold, and then ends the child.
public final class Spawner {

    /// "nobody", by number, as names differ between systems.
    static final int NOBODY = 65_534;

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("spawner").factory());

    private static final String WRAPPER = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            trap 'kill -s TERM $child 2>/dev/null' TERM
            trap 'kill -s INT $child 2>/dev/null' INT
            trap 'kill -s QUIT $child 2>/dev/null' QUIT
            (trap '' TERM INT QUIT; read -r ignored <&3; kill -s "$deathsignal" $child 2>/dev/null) &
            watcher=$!
            exec 3<&-
            while kill -0 $child 2>/dev/null; do wait $child; code=$?; done
            kill -9 $watcher 2>/dev/null
            exit $code
            """;

    /// Keeps the pipes to the wrappers open: Java closes those of a process that nobody refers to.
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private Spawner() {}

    /// Starts the child.
    ///
    /// @return the running child; its pid is the program's own on Linux
    /// @throws ServersException when the program can't be started
    public static Process start(ChildCommand child) {
        return start(child, isRoot(), findSetpriv());
    }

    static Process start(ChildCommand child, boolean root, @Nullable Path setpriv) {
        ProcessBuilder builder = new ProcessBuilder(commandLine(child, root, setpriv));
        builder.environment().clear();
        builder.environment().putAll(child.environment());
        if (setpriv == null) {
            builder.environment().put("deathsignal", child.deathSignal().name());
        } else {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        builder.directory(child.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(child.log().toFile()));
        try {
            Process process = THREAD.submit(builder::start).get();
            RUNNING.add(process);
            process.onExit().thenAccept(RUNNING::remove);
            return process;
        } catch (ExecutionException e) {
            throw new ServersException(
                    "Can't start " + child.command().getFirst(),
                    "Check that the file exists and may be run, and that memory and process limits allow it",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServersException("Interrupted while starting a process", "Start again", e);
        }
    }

    /// Runs a program to its end.
    ///
    /// @return its exit code
    /// @throws InterruptedIOException when interrupted; the program has been ended then
    static int run(ChildCommand child) throws IOException {
        Process process = start(child);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while running " + child.command().getFirst());
        }
    }

    static List<String> commandLine(ChildCommand child, boolean root, @Nullable Path setpriv) {
        List<String> line = new ArrayList<>();
        if (setpriv == null) {
            if (root && child.unprivileged()) {
                throw new ServersException(
                        "Running as root needs the program setpriv, to start servers as an unprivileged user",
                        "Install util-linux, or start as an ordinary user");
            }
            line.addAll(List.of("sh", "-c", WRAPPER, "sh"));
        } else {
            line.add(setpriv.toString());
            if (root && child.unprivileged()) {
                // The capability lets nobody pass through a checkout in a private directory; the secure bit keeps
                // access(2) from ignoring it.
                line.addAll(List.of(
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "--inh-caps=+dac_read_search",
                        "--ambient-caps=+dac_read_search",
                        "--bounding-set=-all,+dac_read_search",
                        "--securebits=+no_setuid_fixup"));
            }
            line.addAll(List.of("--pdeathsig", child.deathSignal().name(), "--"));
            // In a session of its own, Ctrl-C in our terminal reaches only us, and we stop the children in order.
            Path setsid = setpriv.resolveSibling("setsid");
            if (Files.isExecutable(setsid)) {
                line.add(setsid.toString());
            }
        }
        line.addAll(child.command());
        return List.copyOf(line);
    }

    static boolean isRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Path findSetpriv() {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return null;
        }
        for (String directory : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            Path setpriv = Path.of(directory, "setpriv");
            if (Files.isExecutable(setpriv)) {
                return setpriv;
            }
        }
        return null;
    }
}
