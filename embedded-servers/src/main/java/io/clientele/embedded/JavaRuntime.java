package io.clientele.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/// The JDK that the Java servers run on: the one that we run on.
final class JavaRuntime {
    static final int RELEASE = 25;

    private JavaRuntime() {}

    /// Its `java` program.
    ///
    /// @throws ServersException when this is no JDK 25
    static Path program() {
        return program(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    static Path program(int release, Path home) {
        Path program = home.resolve("bin").resolve("java");
        if (release != RELEASE || !Files.isExecutable(program)) {
            throw new ServersException(
                    "The servers need JDK " + RELEASE + ", and this is Java " + release + " in " + home,
                    "Install JDK " + RELEASE + " and let JAVA_HOME name its directory");
        }
        return program;
    }
}
