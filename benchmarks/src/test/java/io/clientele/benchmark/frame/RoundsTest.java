package io.clientele.benchmark.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> diary = new ArrayList<>();

    private final class Writer implements Contender {
        private final String name;

        Writer(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String what() {
            return "writes " + name;
        }

        @Override
        public long run() {
            diary.add(name);
            return 7;
        }

        @Override
        public List<Long> clients() {
            return List.of(ProcessHandle.current().pid());
        }
    }

    private Rounds rounds(Rounds.Step after) {
        return new Rounds(OptionalLong.empty(), () -> diary.add("clear"), after, line -> {});
    }

    @Test
    void contendersTakeTurnsAndEachRoundBeginsWithAnother() throws Exception {
        List<Contender> contenders = List.of(new Writer("a"), new Writer("b"), new Writer("c"));

        var measured = rounds(() -> diary.add("check")).run(contenders, 2);

        assertThat(String.join(" ", diary).replace("clear ", "").replace(" check", ""))
                .isEqualTo("a b c b c a");
        assertThat(diary.subList(0, 3)).containsExactly("clear", "a", "check");
        assertThat(measured.get(contenders.getFirst())).hasSize(2).allSatisfy(run -> {
            assertThat(run.rows()).isEqualTo(7);
            assertThat(run.wallSeconds()).isPositive();
        });
    }

    @Test
    void aContenderThatDidNotDoItsWorkEndsTheBenchmark() {
        Rounds rounds = rounds(() -> {
            throw new IllegalStateException("rows are missing");
        });

        assertThatThrownBy(() -> rounds.warmUp(new Writer("a"))).hasMessage("rows are missing");
    }
}
