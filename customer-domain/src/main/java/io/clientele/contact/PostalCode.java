package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A postal code in the normal form of its country: upper case, with the separator that the country's post prints.
/// Countries with a published form are held to it; of the others anything is taken that could be a code.
///
/// @param value for example `K1A 0B1` or `90210-1234`
public record PostalCode(String value) {
    private static final int MAX_LENGTH = 20;
    // Canada Post: no D, F, I, O, Q, U anywhere; no W or Z first.
    private static final Pattern CANADA =
            Pattern.compile("([ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z])[ -]?(\\d[ABCEGHJ-NPRSTV-Z]\\d)");
    private static final Pattern UNITED_STATES = Pattern.compile("(\\d{5})(?:[ -]?(\\d{4}))?");
    private static final Pattern ANY = Pattern.compile("[A-Z0-9](?:[A-Z0-9 -]{0,10}[A-Z0-9])?");
    // What people put between the parts, and the mark of Japan's post in front.
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}.\u3012]+");

    /// @param country ISO 3166 alpha-2
    public static Parsed<PostalCode> parse(String text, String country) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        @Nullable
        String normal = upper.length() > MAX_LENGTH
                ? null
                : switch (country) {
                    case "CA" -> joined(CANADA, upper, " ");
                    case "US" -> joined(UNITED_STATES, upper, "-");
                    default -> abroad(upper, country);
                };
        return normal == null
                ? new Parsed.Invalid<>(ProblemCode.INVALID_POSTAL_CODE)
                : new Parsed.Valid<>(new PostalCode(normal));
    }

    /// What a code of the country looks like, for whoever wrote another.
    ///
    /// @param country ISO 3166 alpha-2
    public static String hint(String country) {
        PostalFormats.@Nullable Format format = PostalFormats.find(country);
        return format == null
                ? "Letters, digits, spaces and dashes, at most 12."
                : "In " + Locale.of("", country).getDisplayCountry(Locale.ENGLISH) + " it looks like "
                        + format.example() + ".";
    }

    private static @Nullable String joined(Pattern pattern, String upper, String separator) {
        var matcher = pattern.matcher(upper);
        if (!matcher.matches()) {
            return null;
        }
        return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + separator + matcher.group(2);
    }

    private static @Nullable String abroad(String upper, String country) {
        PostalFormats.@Nullable Format format = PostalFormats.find(country);
        if (format == null) {
            return ANY.matcher(upper).matches() ? upper : null;
        }
        return format.normal(SEPARATORS.matcher(westernDigits(upper)).replaceAll(""));
    }

    /// Full-width letters and the digits of other scripts are how such codes are typed at home.
    private static String westernDigits(String text) {
        StringBuilder western = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(western::appendCodePoint);
        return western.toString();
    }

    /// Masked: the first character.
    @Override
    public String toString() {
        return value.charAt(0) + "***";
    }
}
