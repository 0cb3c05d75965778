package io.clientele.customer;

import io.clientele.contact.Countries;
import io.clientele.contact.EmailAddress;
import io.clientele.contact.Parsed;
import io.clientele.contact.PersonalText;
import io.clientele.contact.PhoneNumber;
import io.clientele.contact.PostalCode;
import io.clientele.contact.Provinces;
import io.clientele.contact.SafeText;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules of REQ-CM-B013, once for REST and files: normalises every field and reports all errors at once.
/// Thread-safe.
public final class CustomerValidation {
    private static final int MAX_NAME = 100;
    private static final int MAX_LINE = 200;
    private static final int MAX_NOTES = 10_000;
    // In UTF-16 units; of the e-mail address in bytes, of which 64 may stand before the @.
    private static final Map<String, Integer> MAX_LENGTHS = Map.of(
            "email",
            EmailAddress.MAX_LENGTH,
            "first_name",
            MAX_NAME,
            "last_name",
            MAX_NAME,
            "address_line1",
            MAX_LINE,
            "address_line2",
            MAX_LINE,
            "city",
            MAX_NAME,
            "province",
            Provinces.MAX_LENGTH,
            "source",
            MAX_NAME,
            "notes",
            MAX_NOTES);
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG = 50;
    private static final int MAX_AGE_YEARS = 130;

    private static final Pattern SPACES = Pattern.compile("[ \\u00A0\\u202F]+");

    private final Clock clock;

    public CustomerValidation(Clock clock) {
        this.clock = clock;
    }

    /// The outcome.
    public sealed interface Outcome {
        record Accepted(CustomerContent content) implements Outcome {}

        /// @param errors at least one
        record Rejected(List<FieldError> errors) implements Outcome {}
    }

    /// @param defaultCountry the tenant's country, ISO 3166 alpha-2, for drafts that name none
    public Outcome validate(CustomerDraft draft, String defaultCountry) {
        return new Check(defaultCountry).of(draft);
    }

    /// One validation; collects the errors.
    private final class Check {
        private final String defaultCountry;
        private final List<FieldError> errors = new ArrayList<>();
        private String judgedCountry;

        Check(String defaultCountry) {
            this.defaultCountry = defaultCountry;
            this.judgedCountry = defaultCountry;
        }

        Outcome of(CustomerDraft draft) {
            @Nullable String countryGiven = parsed("country", draft.country(), Countries::parse);
            String country = countryGiven == null ? defaultCountry : countryGiven;
            boolean countryKnown = countryGiven != null || isBlank(draft.country());
            judgedCountry = country;
            @Nullable EmailAddress email = required("email", draft.email(), EmailAddress::parse);
            @Nullable PhoneNumber phone = required("phone", draft.phone(), text -> PhoneNumber.parse(text, country));
            @Nullable
            PhoneNumber secondary =
                    parsed("phone_secondary", draft.phoneSecondary(), text -> PhoneNumber.parse(text, country));
            @Nullable PersonalText firstName = required("first_name", draft.firstName(), text(MAX_NAME, false));
            @Nullable PersonalText lastName = required("last_name", draft.lastName(), text(MAX_NAME, false));
            @Nullable PersonalText birth = parsed("date_of_birth", draft.dateOfBirth(), this::birthDate);
            @Nullable PersonalText line1 = parsed("address_line1", draft.addressLine1(), text(MAX_LINE, false));
            @Nullable PersonalText line2 = parsed("address_line2", draft.addressLine2(), text(MAX_LINE, false));
            @Nullable PersonalText city = parsed("city", draft.city(), text(MAX_NAME, false));
            // Where the country itself is wrong, its province and postal code can not be judged.
            @Nullable
            String province =
                    countryKnown ? parsed("province", draft.province(), text -> safeProvince(text, country)) : null;
            @Nullable
            PostalCode postalCode = countryKnown
                    ? parsed("postal_code", draft.postalCode(), text -> PostalCode.parse(text, country))
                    : null;
            @Nullable
            ContactMethod method = choice(
                    "preferred_contact_method",
                    draft.preferredContactMethod(),
                    ContactMethod.values(),
                    ContactMethod::text);
            @Nullable
            CustomerStatus status = choice("status", draft.status(), CustomerStatus.values(), CustomerStatus::text);
            @Nullable PersonalText source = parsed("source", draft.source(), text(MAX_NAME, false));
            @Nullable PersonalText notes = parsed("notes", draft.notes(), text(MAX_NOTES, true));
            List<String> tags = tags(draft.tags());
            if (!errors.isEmpty() || email == null || phone == null || firstName == null || lastName == null) {
                return new Outcome.Rejected(List.copyOf(errors));
            }
            return new Outcome.Accepted(new CustomerContent(
                    email,
                    phone,
                    secondary,
                    firstName,
                    lastName,
                    birth,
                    line1,
                    line2,
                    city,
                    province,
                    postalCode,
                    country,
                    method == null ? ContactMethod.EMAIL : method,
                    Boolean.TRUE.equals(draft.marketingConsent()),
                    Boolean.TRUE.equals(draft.newsletterSubscribed()),
                    status == null ? CustomerStatus.ACTIVE : status,
                    source == null ? null : source.value(),
                    notes,
                    tags));
        }

        private <T> @Nullable T required(String field, @Nullable String text, Function<String, Parsed<T>> parse) {
            if (isBlank(text)) {
                errors.add(FieldError.of(field, ProblemCode.REQUIRED));
                return null;
            }
            return parsed(field, text, parse);
        }

        private <T> @Nullable T parsed(String field, @Nullable String text, Function<String, Parsed<T>> parse) {
            if (text == null) {
                return null;
            }
            String trimmed = trim(text);
            if (trimmed.isEmpty()) {
                return null;
            }
            return switch (parse.apply(trimmed)) {
                case Parsed.Valid<T>(T value) -> value;
                case Parsed.Invalid<T>(ProblemCode code) -> {
                    errors.add(new FieldError(field, code, expected(field, code)));
                    yield null;
                }
            };
        }

        private String expected(String field, ProblemCode code) {
            return switch (code) {
                case TOO_LONG -> "at most " + MAX_LENGTHS.get(field) + " characters";
                case INVALID_POSTAL_CODE -> PostalCode.hint(judgedCountry);
                case INVALID_PROVINCE -> Provinces.hint(judgedCountry);
                default -> code.hint();
            };
        }

        private <E> @Nullable E choice(String field, @Nullable String text, E[] allowed, Function<E, String> name) {
            if (text == null || trim(text).isEmpty()) {
                return null;
            }
            String wanted = trim(text).toLowerCase(Locale.ROOT);
            for (E value : allowed) {
                if (name.apply(value).equals(wanted)) {
                    return value;
                }
            }
            String names = Arrays.stream(allowed).map(name).collect(Collectors.joining(", "));
            errors.add(new FieldError(field, ProblemCode.INVALID_CHOICE, "one of " + names));
            return null;
        }

        private Parsed<PersonalText> birthDate(String text) {
            try {
                LocalDate date = LocalDate.parse(text);
                LocalDate today = LocalDate.now(clock);
                boolean possible = !date.isAfter(today) && date.isAfter(today.minusYears(MAX_AGE_YEARS));
                return possible
                        ? new Parsed.Valid<>(new PersonalText(date.toString()))
                        : new Parsed.Invalid<>(ProblemCode.DATE_OUT_OF_RANGE);
            } catch (DateTimeParseException unreadable) {
                return new Parsed.Invalid<>(ProblemCode.INVALID_DATE);
            }
        }

        private Parsed<String> safeProvince(String text, String country) {
            @Nullable ProblemCode problem = SafeText.problem(text, false);
            return problem == null ? Provinces.parse(text, country) : new Parsed.Invalid<>(problem);
        }

        private List<String> tags(@Nullable List<String> given) {
            if (given == null) {
                return List.of();
            }
            Map<String, String> tags = new LinkedHashMap<>(); // by what makes two of them the same
            for (@Nullable String tag : given) {
                String trimmed = tag == null ? "" : tagForm(tag);
                if (trimmed.isEmpty() || trimmed.length() > MAX_TAG) {
                    errors.add(FieldError.of("tags", ProblemCode.INVALID_TAG));
                    return List.of();
                }
                @Nullable ProblemCode problem = SafeText.problem(trimmed, false);
                if (problem != null) {
                    errors.add(FieldError.of("tags", problem));
                    return List.of();
                }
                tags.putIfAbsent(trimmed.toLowerCase(Locale.ROOT), trimmed);
            }
            if (tags.size() > MAX_TAGS) {
                errors.add(FieldError.of("tags", ProblemCode.INVALID_TAG));
            }
            return List.copyOf(tags.values());
        }
    }

    /// A tag as it is kept: NFC, one space between words. The first writing of a tag wins over others that differ in
    /// case only.
    private static String tagForm(String tag) {
        return SPACES.matcher(Normalizer.normalize(trim(tag), Normalizer.Form.NFC))
                .replaceAll(" ");
    }

    private static Function<String, Parsed<PersonalText>> text(int maxLength, boolean multiline) {
        return text -> {
            if (text.length() > maxLength) {
                return new Parsed.Invalid<>(ProblemCode.TOO_LONG);
            }
            @Nullable ProblemCode problem = SafeText.problem(text, multiline);
            return problem == null ? new Parsed.Valid<>(new PersonalText(text)) : new Parsed.Invalid<>(problem);
        };
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || trim(text).isEmpty();
    }

    /// Without the white space around it, the no-break and zero-width kinds included.
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
    }
}
