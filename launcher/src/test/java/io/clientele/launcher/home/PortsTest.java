package io.clientele.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.embedded.ServersException;
import io.clientele.launcher.supervisor.PortChoice;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    Path directory;

    @Test
    void areTenInARow() {
        var ports = new Ports(20_000);

        assertThat(ports.byPurpose().values())
                .containsExactly(20_000, 20_001, 20_002, 20_003, 20_004, 20_005, 20_006, 20_007, 20_008, 20_009);
        assertThat(new HashSet<>(ports.byPurpose().values())).hasSize(10);
    }

    @Test
    void outsideTheRangeAreRefused() {
        assertThatThrownBy(() -> new Ports(80)).hasMessageContaining("1024");
        assertThatThrownBy(() -> new Ports(65_530)).hasMessageContaining("65526");
    }

    @Test
    void askedForAndTakenIsAnErrorThatNamesPortAndCure() throws Exception {
        try (var holder = holder()) {
            int base = holder.getLocalPort() - 5;

            assertThatThrownBy(() -> PortChoice.choose(new Home(directory), OptionalInt.of(base), said -> {}))
                    .isInstanceOf(ServersException.class)
                    .hasMessageContaining("Port " + holder.getLocalPort())
                    .hasMessageContaining("PostgreSQL")
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void rememberedAndTakenAreReplacedByFreeOnesAndSaidSo() throws Exception {
        var home = new Home(directory);
        List<String> said = new ArrayList<>();
        try (var holder = holder()) {
            new PlatformState(holder.getLocalPort(), null, false, List.of()).write(home);

            Ports chosen = PortChoice.choose(home, OptionalInt.empty(), said::add);

            assertThat(chosen.base()).isGreaterThan(holder.getLocalPort());
            assertThat(chosen.taken()).isEmpty();
            assertThat(said).singleElement().asString().contains("Port " + holder.getLocalPort(), "instead");
        }
    }

    @Test
    void freeOnesAreKeptFromStartToStart() throws Exception {
        var home = new Home(directory);
        Ports free = new Ports(21_000).nextFree();
        new PlatformState(free.base(), null, false, List.of()).write(home);

        assertThat(PortChoice.choose(home, OptionalInt.empty(), said -> {})).isEqualTo(free);
    }

    private static ServerSocket holder() throws Exception {
        while (true) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            if (socket.getLocalPort() < 60_000) {
                return socket;
            }
            socket.close();
        }
    }
}
