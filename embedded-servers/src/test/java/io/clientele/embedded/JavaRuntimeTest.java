package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JavaRuntimeTest {

    @Test
    void isTheOneThatWeRunOn() {
        assertThat(JavaRuntime.program()).isExecutable().startsWith(Path.of(System.getProperty("java.home")));
    }

    @Test
    void refusesAnotherRelease() {
        Path home = Path.of(System.getProperty("java.home"));
        assertThatThrownBy(() -> JavaRuntime.program(21, home))
                .isInstanceOf(ServersException.class)
                .hasMessageContaining("JDK 25")
                .hasMessageContaining("this is Java 21")
                .hasMessageContaining("Install JDK 25");
    }
}
