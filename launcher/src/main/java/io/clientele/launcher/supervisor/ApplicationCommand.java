package io.clientele.launcher.supervisor;

import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.ServersException;
import io.clientele.embedded.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How an application is run: a JVM like ours on its thin jar, told everything by environment.
final class ApplicationCommand {
    private final Path root;
    private final Settings settings;
    private final StartCaches caches;

    ApplicationCommand(Path root, Settings settings) {
        this.root = root;
        this.settings = settings;
        this.caches = new StartCaches(root);
    }

    ChildCommand of(Application application) {
        Path jar = application.jar(root);
        if (!Files.exists(jar)) {
            throw new ServersException(jar + " is missing", "Build it: mvn -DskipTests package in " + root);
        }
        var line = new ArrayList<String>();
        line.add(java().toString());
        line.addAll(application.jvmOptions());
        line.addAll(caches.options(application));
        // For whoever looks at the process list.
        line.add("-Dclientele.home=" + settings.home().directory());
        line.addAll(List.of("-jar", jar.toString()));
        return new ChildCommand(
                line,
                settings.environment(application),
                settings.home().directory(),
                settings.home().logs().resolve(application.module() + ".log"),
                false,
                Signal.TERM);
    }

    /// The program of the JVM that we run on.
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
