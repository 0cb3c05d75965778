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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "data:text/html,x",
                "data:image/svg+xml,x",
                "java\nscript:alert(1)",
                "&#106;avascript&colon;alert(1)",
                "&#x6A;ava&Tab;script:alert(1)",
                "\" onmouseover=\"alert(1)",
                "x' onfocus = alert(1) autofocus '"
            })
    void refusesWhatABrowserCouldRun(String payload) {
        assertThat(SafeText.problem(payload, true)).isEqualTo(ProblemCode.UNSAFE_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O'Brien",
                "<3",
                "a < b",
                "Zoë",
                "李",
                "R&D \"Ltd\"",
                "5 > 3",
                "a <- b",
                "N'Guessan–Müller",
                "online = yes",
                "see data: text",
                "&lt;b&gt;",
                "Java script: 2",
                "1+1=2",
                "👨‍👩‍👧",
                "salt & pepper; on order"
            })
    void keepsHarmlessTextAsGiven(String text) {
        assertThat(SafeText.problem(text, false)).isNull();
    }

    @Test
    void refusesControlCharactersAndTextDirectionTricks() {
        assertThat(SafeText.problem("a\u0000b", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\nb", false)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\u202Eb", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\u2066b", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\uD83Db", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\uDE00", true)).isEqualTo(ProblemCode.INVALID_CHARACTER);
        assertThat(SafeText.problem("a\nb", true)).isNull();
    }

    @Test
    void saysWhatWouldHaveBeenRight() {
        Map<String, String> expected =
                errors(draft("""
                {"email": "%s@example.com", "phone": "+14169671111", "first_name": "%s", "last_name": "B",
                 "country": "SE", "postal_code": "1", "status": "asleep", "date_of_birth": "21.5.1984",
                 "notes": "%s", "province": "%s"}""".formatted("a".repeat(65), "x".repeat(101), "n".repeat(10_001), "p".repeat(61))))
                        .stream()
                        .collect(Collectors.toMap(FieldError::field, error -> error.code() + " " + error.expected()));

        assertThat(expected)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "email", "TOO_LONG at most 254 characters",
                        "first_name", "TOO_LONG at most 100 characters",
                        "notes", "TOO_LONG at most 10000 characters",
                        "province", "TOO_LONG at most 60 characters",
                        "postal_code", "INVALID_POSTAL_CODE In Sweden it looks like 114 55.",
                        "status", "INVALID_CHOICE one of active, inactive, blocked",
                        "date_of_birth", "INVALID_DATE Write it as year-month-day, like 1984-05-21."));
        assertThat(errors(draft("{}"))).extracting(FieldError::pointer).contains("/email", "/phone", "/last_name");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22,", "1984-02-29,", "1896-11-23,",
        "2026-11-23, DATE_OUT_OF_RANGE", "1896-11-22, DATE_OUT_OF_RANGE", "+10000-01-01, DATE_OUT_OF_RANGE",
        "1983-02-29, INVALID_DATE", "1984-13-01, INVALID_DATE", "84-05-21, INVALID_DATE",
        "1984-05-21T00:00:00Z, INVALID_DATE"
    })
    void readsBirthDates(String text, @Nullable ProblemCode code) {
        String json = "{\"email\": \"a@example.com\", \"phone\": \"+14169671111\", \"first_name\": \"A\","
                + " \"last_name\": \"B\", \"date_of_birth\": \"" + text + "\"}";

        assertThat(codes(draft(json)).get("date_of_birth")).isEqualTo(code);
    }

    @Test
    void keepsTagsInNormalForm() {
        assertThat(accepted(tagged("[\"Winter  tyres\", \"winter tyres\", \"caf\u0065\u0301\", \"caf\u00e9\"]"))
                        .tags())
                .containsExactly("Winter tyres", "caf\u00e9");
        assertThat(codes(tagged("[null]"))).containsValue(ProblemCode.INVALID_TAG);
        assertThat(codes(tagged("[\"" + "x".repeat(51) + "\"]"))).containsValue(ProblemCode.INVALID_TAG);
        assertThat(codes(tagged(IntStream.range(0, 51)
                        .mapToObj(i -> "\"t" + i + "\"")
                        .collect(Collectors.joining(",", "[", "]")))))
                .containsValue(ProblemCode.INVALID_TAG);
        assertThat(codes(tagged("[\"<b>\"]"))).containsValue(ProblemCode.UNSAFE_TEXT);
    }

    private static CustomerDraft tagged(String tags) {
        return draft("{\"email\": \"a@example.com\", \"phone\": \"+14169671111\", \"first_name\": \"A\","
                + " \"last_name\": \"B\", \"tags\": " + tags + "}");
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
        return errors(draft).stream().collect(Collectors.toMap(FieldError::field, FieldError::code));
    }

    private List<FieldError> errors(CustomerDraft draft) {
        return switch (validation.validate(draft, "CA")) {
            case CustomerValidation.Outcome.Accepted accepted -> List.of();
            case CustomerValidation.Outcome.Rejected(List<FieldError> errors) -> errors;
        };
    }

    private static CustomerDraft draft(String json) {
        return JSON.readValue(json, CustomerDraft.class);
    }
}
