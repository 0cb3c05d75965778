package io.clientele.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.embedded.Binaries;
import io.clientele.embedded.ServerKind;
import org.junit.jupiter.api.Test;

class ContainerServersTest {

    @Test
    void runTheVersionsThatTheEmbeddedServersRun() {
        Binaries binaries = Binaries.locate();
        String postgres = binaries.version(ServerKind.POSTGRES);
        assertThat(ContainerServers.POSTGRES_IMAGE)
                .isEqualTo("postgres:" + postgres.substring(0, postgres.indexOf('.')));
        assertThat(ContainerServers.KAFKA_IMAGE).isEqualTo("apache/kafka:" + binaries.version(ServerKind.KAFKA));
        assertThat(ContainerServers.OPENSEARCH_IMAGE)
                .isEqualTo("opensearchproject/opensearch:" + binaries.version(ServerKind.OPENSEARCH));
    }
}
