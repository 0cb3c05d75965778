package io.clientele.search.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B006")
class ContactTokensTest {
    private static final Tokenizer CLEAR = (kind, fragment) -> kind + ":" + fragment;

    @Test
    void phoneIsItsTrigramsInOrder() {
        assertThat(PhoneTokens.of(CLEAR, "+14165")).isEqualTo("phone:141 phone:416 phone:165");
    }

    @Test
    void partOfPhoneIsPartOfItsSequenceInAnyWriting() {
        String whole = PhoneTokens.of(CLEAR, "+14165550199");

        for (String part : new String[] {"416", "(416) 555", "555-0199", "+1 416 555 0199", "0199", "416.555.0199"}) {
            assertThat(PhoneTokens.alternatives(CLEAR, part)).as(part).anyMatch(whole::contains);
        }
        assertThat(PhoneTokens.alternatives(CLEAR, "4155")).noneMatch(whole::contains);
    }

    @Test
    void prefixesThatPeopleDialAreTriedWithout() {
        String london = PhoneTokens.of(CLEAR, "+442079460018");

        assertThat(PhoneTokens.alternatives(CLEAR, "020 7946 0018")).anyMatch(london::contains);
        assertThat(PhoneTokens.alternatives(CLEAR, "011 44 20 7946 0018")).anyMatch(london::contains);
        assertThat(PhoneTokens.alternatives(CLEAR, "0044 20 7946 0018")).anyMatch(london::contains);
    }

    @Test
    void fewerThanThreeDigitsFindNothing() {
        assertThat(PhoneTokens.of(CLEAR, "41")).isEmpty();
        assertThat(PhoneTokens.alternatives(CLEAR, "41")).isEmpty();
    }

    @Test
    void digitsOfOtherScriptsAreDigits() {
        assertThat(PhoneTokens.digits("٤١٦ 555")).isEqualTo("416555");
    }

    @Test
    void emailIsItsWholeItsPartsAndTheirWords() {
        assertThat(EmailTokens.of(CLEAR, "Jane.Roe+cars@Mail.Example.com"))
                .containsExactlyInAnyOrder(
                        "email:jane.roe+cars@mail.example.com",
                        "email-local:jane.roe+cars",
                        "email-local:jane",
                        "email-local:roe",
                        "email-local:cars",
                        "email-domain:mail.example.com",
                        "email-domain:mail",
                        "email-domain:example");
    }
}
