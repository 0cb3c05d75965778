package io.clientele.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.problem.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// The rules of contact data are tables in `spec/`; an empty normal form means refused.
@Tag("REQ-CM-B013")
class ContactSpecTest {
    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(resources = "/spec/phone.csv", delimiter = '|', numLinesToSkip = 1)
    void readsPhoneNumbers(String id, String input, String country, @Nullable String normal, String description) {
        Parsed<PhoneNumber> parsed = PhoneNumber.parse(input, country);

        assertThat(parsed)
                .isEqualTo(
                        normal == null
                                ? new Parsed.Invalid<>(ProblemCode.INVALID_PHONE)
                                : new Parsed.Valid<>(new PhoneNumber(normal)));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(
            resources = "/spec/email.csv",
            delimiter = '|',
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '"')
    void readsEmailAddresses(
            String id, String input, @Nullable String normal, @Nullable String matchKey, String description) {
        switch (EmailAddress.parse(input)) {
            case Parsed.Valid<EmailAddress>(EmailAddress address) -> {
                assertThat(address.value()).isEqualTo(normal);
                assertThat(address.matchKey()).isEqualTo(matchKey);
            }
            case Parsed.Invalid<EmailAddress>(ProblemCode code) -> {
                assertThat(normal).as(description).isNull();
                assertThat(code).isEqualTo(ProblemCode.INVALID_EMAIL);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(resources = "/spec/postal-code.csv", delimiter = '|', numLinesToSkip = 1)
    void readsPostalCodes(String id, String input, String country, @Nullable String normal, String description) {
        assertThat(PostalCode.parse(input, country))
                .isEqualTo(
                        normal == null
                                ? new Parsed.Invalid<>(ProblemCode.INVALID_POSTAL_CODE)
                                : new Parsed.Valid<>(new PostalCode(normal)));
    }

    @Test
    void takesTheExampleOfEveryCountryInAnyWritingAndNothingLikeIt() {
        int[] countries = {0};

        PostalFormats.all().forEach(format -> {
            countries[0]++;
            Parsed<PostalCode> example = new Parsed.Valid<>(new PostalCode(format.example()));
            String letters = format.example().replaceAll("[ -]", "");

            assertThat(PostalCode.parse(format.example(), format.country())).isEqualTo(example);
            assertThat(PostalCode.parse(" " + letters.toLowerCase(Locale.ROOT) + " ", format.country()))
                    .as(format.country())
                    .isEqualTo(example);
            assertThat(PostalCode.parse(letters + "X9", format.country()))
                    .as(format.country())
                    .isInstanceOf(Parsed.Invalid.class);
            assertThat(PostalCode.hint(format.country())).contains(format.example());
        });
        assertThat(countries[0]).isGreaterThanOrEqualTo(175);
        assertThat(PostalCode.hint("AE")).doesNotContain("looks like");
    }

    @Test
    void refusesAnAddressLongerThanTheStandardAllows() {
        String tooLong = "a".repeat(64) + "@" + "b".repeat(250) + ".com";

        assertThat(EmailAddress.parse(tooLong)).isEqualTo(new Parsed.Invalid<>(ProblemCode.TOO_LONG));
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isInstanceOf(Parsed.Valid.class);
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com"))
                .isEqualTo(new Parsed.Invalid<>(ProblemCode.TOO_LONG));
        assertThat(EmailAddress.parse("\u7528".repeat(22) + "@example.com"))
                .as("64 bytes, not characters")
                .isEqualTo(new Parsed.Invalid<>(ProblemCode.TOO_LONG));
        assertThat(EmailAddress.parse("\"<img src=x>\"@example.com"))
                .isEqualTo(new Parsed.Invalid<>(ProblemCode.UNSAFE_TEXT));
    }

    @Test
    void knowsProvincesByCodeAndByNameInBothLanguages() {
        assertThat(Provinces.parse("ontario", "CA")).isEqualTo(new Parsed.Valid<>("ON"));
        assertThat(Provinces.parse("Québec", "CA")).isEqualTo(new Parsed.Valid<>("QC"));
        assertThat(Provinces.parse("Nouveau-Brunswick", "CA")).isEqualTo(new Parsed.Valid<>("NB"));
        assertThat(Provinces.parse("ON", "US")).isEqualTo(new Parsed.Invalid<>(ProblemCode.INVALID_PROVINCE));
        assertThat(Provinces.parse("Bavaria", "DE")).isEqualTo(new Parsed.Valid<>("Bavaria"));
    }

    @Test
    @Tag("REQ-CM-B017")
    void printsNothingThatReachesAPerson() {
        assertThat(new EmailAddress("jane.doe@example.com")).hasToString("j***@example.com");
        assertThat(new PhoneNumber("+14169671111;ext=12")).hasToString("***11");
        assertThat(new PostalCode("K1A 0B1")).hasToString("K***");
        assertThat(new PersonalText("Jane")).hasToString("***");
    }
}
