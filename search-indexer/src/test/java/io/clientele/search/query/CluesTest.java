package io.clientele.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B006")
class CluesTest {
    @Test
    void recognisesNames() {
        assertThat(Clues.of(" Smith,  Jean-Pierre ")).containsExactly(new Clue.Words(List.of("Smith", "Jean-Pierre")));
    }

    @Test
    void recognisesPhoneNumbersInAnyWriting() {
        assertThat(Clues.of("4165550199")).containsExactly(new Clue.Numbers(List.of("4165550199")));
        assertThat(Clues.of("(416) 555-0199")).containsExactly(new Clue.Numbers(List.of("416", "5550199")));
        assertThat(Clues.of("416 - 555 - 0199")).containsExactly(new Clue.Numbers(List.of("416", "555", "0199")));
        assertThat(Clues.of("+1.416.555.0199 ext. 12")).containsExactly(new Clue.Numbers(List.of("14165550199")));
        assertThat(Clues.of("４１６ ５５５")).containsExactly(new Clue.Numbers(List.of("416", "555")));
    }

    @Test
    void recognisesEmailsAndTheirParts() {
        assertThat(Clues.of("Jane@Example.com")).containsExactly(new Clue.Email("Jane@Example.com"));
        assertThat(Clues.of("@gmail.com")).containsExactly(new Clue.EmailDomain("gmail.com"));
        assertThat(Clues.of("smith @gmail"))
                .containsExactly(new Clue.Words(List.of("smith")), new Clue.EmailDomain("gmail"));
        assertThat(Clues.of("jane@")).containsExactly(new Clue.EmailLocal("jane"));
        assertThat(Clues.of("jane@exam")).containsExactly(new Clue.EmailParts("jane", "exam"));
    }

    @Test
    void recognisesSeveralCluesAtOnce() {
        assertThat(Clues.of("civic 2019 smith"))
                .containsExactly(new Clue.Words(List.of("civic", "smith")), new Clue.Numbers(List.of("2019")));
    }

    @Test
    void refusesWhatSaysNothingOrTooMuch() {
        for (String empty : List.of("", "   ", "---", "\u0000", "@")) {
            assertRefused(empty, 10, ProblemCode.REQUIRED);
        }
        assertRefused("x".repeat(201), 10, ProblemCode.TOO_LONG);
        assertRefused("a b c d e f g h i j k l m", 10, ProblemCode.TOO_LONG);
        assertRefused("smith", 0, ProblemCode.INVALID_CHOICE);
        assertRefused("smith", 101, ProblemCode.INVALID_CHOICE);
    }

    private static void assertRefused(String text, int limit, ProblemCode code) {
        assertThatThrownBy(() -> Question.of(text, limit))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.errors()).extracting("code").containsExactly(code));
    }
}
