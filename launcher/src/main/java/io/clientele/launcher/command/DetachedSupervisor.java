package io.clientele.launcher.command;

import io.clientele.launcher.client.Pause;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.PlatformState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A supervisor in a session of its own, which outlives the shell that started it.
record DetachedSupervisor(Console console, Home home) {
    private static final Duration ASK_EVERY = Duration.ofMillis(100);
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");

    /// Starts it and waits until everything is ready, showing what it says.
    ///
    /// @return the exit code: that of the supervisor when it gave up
    int start(OptionalInt portBase) throws IOException, InterruptedException {
        home.create();
        Path log = home.logs().resolve("supervisor.log");
        Files.deleteIfExists(log);
        Process supervisor = new ProcessBuilder(commandLine(portBase))
                .directory(home.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long shown = 0;
        while (true) {
            boolean ended = !supervisor.isAlive();
            boolean ready = isReady(supervisor.pid());
            shown = show(log, shown);
            if (ready) {
                console.print("It runs in the background; './clientele down' stops it.");
                return ExitCode.GOOD;
            }
            if (ended) {
                return supervisor.exitValue() == ExitCode.GOOD ? ExitCode.UNREACHABLE : supervisor.exitValue();
            }
            Pause.of(ASK_EVERY);
        }
    }

    private boolean isReady(long pid) throws IOException {
        return PlatformState.read(home)
                .filter(PlatformState::ready)
                .flatMap(PlatformState::runningSupervisor)
                .filter(found -> found.pid() == pid)
                .isPresent();
    }

    private long show(Path log, long shown) throws IOException {
        String text = Files.readString(log);
        int end = text.lastIndexOf('\n') + 1;
        if (end > shown) {
            text.substring((int) shown, end).lines().forEach(console::print);
        }
        return end;
    }

    private List<String> commandLine(OptionalInt portBase) {
        var line = new ArrayList<String>();
        SETSID.stream()
                .filter(each -> Files.isExecutable(Path.of(each)))
                .findFirst()
                .ifPresentOrElse(line::add, () -> line.add("nohup"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms16m", "-Xmx128m"));
        line.addAll(List.of("-Xss512k", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8"));
        line.add("-Dclientele.root=" + HomeOption.root());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.clientele.launcher.Clientele"));
        line.addAll(List.of("up", "--home", home.directory().toString()));
        portBase.ifPresent(base -> line.addAll(List.of("--port-base", Integer.toString(base))));
        return line;
    }
}
