package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void choosesDistinctFreePorts() {
        Ports chosen = Ports.random().chosen();
        Set<Integer> distinct = Set.of(
                chosen.postgres(),
                chosen.kafka(),
                chosen.kafkaController(),
                chosen.openSearch(),
                chosen.openSearchTransport());
        assertThat(distinct).hasSize(5).allMatch(Ports::isFree);
    }

    @Test
    void keepsGivenPorts() {
        assertThat(Ports.from(7000).chosen()).isEqualTo(new Ports(7000, 7001, 7002, 7003, 7004));
        assertThat(new Ports(0, 7001, 0, 0, 0).chosen().kafka()).isEqualTo(7001);
    }

    @Test
    void knowsATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.from(65_532)).hasMessageContaining("65536");
    }
}
