package io.clientele.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.contact.SafeText;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("REQ-CM-B013")
class CustomerValidationTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final CustomerValidation validation =
            new CustomerValidation(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void normalisesAGoodCustomer() {
        CustomerContent content = accepted(draft("""
                {"email": " Jane@Example.COM ", "phone": "(416) 967-1111", "first_name": "\\u00a0Zoë ",
                 "last_name": "O'Brien", "province": "ontario", "postal_code": "k1a0b1", "country": "Canada",
                 "date_of_birth": "1984-05-21", "tags": ["vip", " vip ", "winter tyres"], "notes": "I <3 cars\\n& vans"}"""));

        assertThat(content.email().value()).isEqualTo("Jane@example.com");
        assertThat(content.phone().value()).isEqualTo("+14169671111");
        assertThat(content.firstName().value()).isEqualTo("Zoë");
        assertThat(content.lastName().value()).isEqualTo("O'Brien");
        assertThat(content.province()).isEqualTo("ON");
        assertThat(content.country()).isEqualTo("CA");
        assertThat(content.tags()).containsExactly("vip", "winter tyres");
        assertThat(content.status()).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(content.preferredContactMethod()).isEqualTo(ContactMethod.EMAIL);
    }

    @Test
    void reportsAllErrorsAtOnce() {
        assertThat(codes(draft("""
                {"email": "nobody", "phone": "12", "last_name": " ", "postal_code": "D1D 1D1", "province": "XX",
                 "date_of_birth": "2030-01-01", "status": "asleep", "preferred_contact_method": "fax",
                 "notes": "<script>alert(1)</script>", "tags": [""]}""")))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("email", ProblemCode.INVALID_EMAIL),
                        Map.entry("phone", ProblemCode.INVALID_PHONE),
                        Map.entry("first_name", ProblemCode.REQUIRED),
                        Map.entry("last_name", ProblemCode.REQUIRED),
                        Map.entry("postal_code", ProblemCode.INVALID_POSTAL_CODE),
                        Map.entry("province", ProblemCode.INVALID_PROVINCE),
                        Map.entry("date_of_birth", ProblemCode.DATE_OUT_OF_RANGE),
                        Map.entry("status", ProblemCode.INVALID_CHOICE),
                        Map.entry("preferred_contact_method", ProblemCode.INVALID_CHOICE),
                        Map.entry("notes", ProblemCode.UNSAFE_TEXT),
                        Map.entry("tags", ProblemCode.INVALID_TAG)))
                .hasSize(11);
    }

    @Test
    void judgesProvinceAndPostalCodeOnlyWhereTheCountryIsKnown() {
        assertThat(codes(draft("""
                {"email": "a@example.com", "phone": "+14169671111", "first_name": "A", "last_name": "B",
                 "country": "Atlantis", "postal_code": "not a code", "province": "XX"}"""))).containsExactly(Map.entry("country", ProblemCode.INVALID_COUNTRY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "</textarea><svg/onload=alert(1)>",
                "<!--",
                "<?xml",
                "javascript:alert(1)",
                "JaVaScRiPt : alert(1)",
                "data:text/html,x"
            })
    void refusesWhatABrowserCouldRun(String payload) {
        assertThat(SafeText.problem(payload, true)).isEqualTo(ProblemCode.UNSAFE_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Brien", "<3", "a < b", "Zoë", "李", "R&D \"Ltd\"", "5 > 3", "a <- b", "N'Guessan–Müller"})
    void keepsHarmlessTextAsGiven(String text) {
        assertThat(SafeText.problem(text, false)).isNull();
    }

    @Test
    void refusesControlCharactersAndTextDirectionTricks() {
        assertThat(SafeText.problem("a\u0000b", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\nb", false)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\u202Eb", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\nb", true)).isNull();
    }

    @Test
    @Tag("REQ-CM-B017")
    void printsNoPersonalValue() {
        CustomerDraft draft = draft("""
                {"email": "canary-mail@example.com", "phone": "+14169671111", "first_name": "CanaryFirst",
                 "last_name": "CanaryLast", "address_line1": "1 Canary St", "city": "Canaryville",
                 "notes": "canary notes", "date_of_birth": "1984-05-21"}""");

        assertThat(draft.toString() + accepted(draft))
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("967111", "1984");
    }

    private CustomerContent accepted(CustomerDraft draft) {
        return switch (validation.validate(draft, "CA")) {
            case CustomerValidation.Outcome.Accepted(CustomerContent content) -> content;
            case CustomerValidation.Outcome.Rejected(List<FieldError> errors) -> throw new AssertionError(errors);
        };
    }

    private Map<String, ProblemCode> codes(CustomerDraft draft) {
        return switch (validation.validate(draft, "CA")) {
            case CustomerValidation.Outcome.Accepted accepted -> Map.of();
            case CustomerValidation.Outcome.Rejected(List<FieldError> errors) ->
                errors.stream().collect(java.util.stream.Collectors.toMap(FieldError::field, FieldError::code));
        };
    }

    private static CustomerDraft draft(String json) {
        return JSON.readValue(json, CustomerDraft.class);
    }
}
