package io.clientele.embedded.junit;

import java.util.List;
import java.util.Optional;

/// The process whose end is the end of the build.
final class BuildProcess {
    private static final List<String> MAVEN =
            List.of("org.codehaus.plexus.classworlds.launcher.Launcher", "classworlds.conf", "plexus-classworlds");

    private BuildProcess() {}

    /// The Maven that started us, or ourselves where none did.
    static ProcessHandle find() {
        ProcessHandle at = ProcessHandle.current();
        Optional<ProcessHandle> parent = at.parent();
        while (parent.isPresent()) {
            at = parent.get();
            if (isMaven(at.info())) {
                return at;
            }
            parent = at.parent();
        }
        return ProcessHandle.current();
    }

    private static boolean isMaven(ProcessHandle.Info info) {
        String line = info.command().orElse("") + " "
                + String.join(" ", info.arguments().orElse(new String[0]));
        String program = info.command().orElse("");
        return program.endsWith("java") && MAVEN.stream().anyMatch(line::contains);
    }
}
