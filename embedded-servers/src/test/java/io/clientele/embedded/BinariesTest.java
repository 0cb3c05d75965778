package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @TempDir
    Path directory;

    @Test
    void takesTheNewestOfSeveral() throws Exception {
        for (String version : new String[] {"4.3.1", "4.10.0", "4.9.2"}) {
            Files.createDirectory(directory.resolve("kafka-" + version));
        }
        assertThat(new Binaries(directory).version(ServerKind.KAFKA)).isEqualTo("4.10.0");
    }

    @Test
    void saysHowToGetWhatIsMissing() {
        assertThatThrownBy(() -> new Binaries(directory).programs(ServerKind.OPENSEARCH))
                .isInstanceOf(ServersException.class)
                .hasMessageContaining("OpenSearch programs are not in " + directory)
                .hasMessageContaining("mvn -pl embedded-servers -am process-resources");
    }

    @Test
    void saysWhenAnArchiveIsBroken() throws Exception {
        Files.writeString(directory.resolve("postgresql-18.6.0.jar"), "half a download");
        assertThatThrownBy(() -> new Binaries(directory).programs(ServerKind.POSTGRES))
                .isInstanceOf(ServersException.class)
                .hasMessageContaining("postgresql-18.6.0.jar")
                .hasMessageContaining("delete that file");
    }

    @Test
    void holdsAllThreeServersInThisBuild() {
        Binaries binaries = Binaries.locate();
        assertThat(binaries.version(ServerKind.POSTGRES)).startsWith("18.");
        assertThat(binaries.version(ServerKind.KAFKA)).startsWith("4.");
        assertThat(binaries.version(ServerKind.OPENSEARCH)).startsWith("3.");
    }
}
