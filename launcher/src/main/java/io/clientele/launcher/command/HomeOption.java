package io.clientele.launcher.command;

import io.clientele.launcher.home.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which platform a command is about.
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:CLIENTELE_HOME}",
            description = "The directory that holds the platform's data (default: .clientele in the repository).")
    @Nullable
    Path directory;

    Home home() {
        return directory == null ? Home.under(root()) : new Home(directory);
    }

    /// The repository's root, as the shell front found it.
    static Path root() {
        return Path.of(System.getProperty("clientele.root", "")).toAbsolutePath();
    }
}
