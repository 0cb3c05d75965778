package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.util.Locale;
import java.util.regex.Pattern;

/// A postal code in the normal form of its country.
///
/// @param value for example `K1A 0B1` or `90210-1234`
public record PostalCode(String value) {
    // Canada Post: no D, F, I, O, Q, U anywhere; no W or Z first.
    private static final Pattern CANADA =
            Pattern.compile("([ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z])[ -]?(\\d[ABCEGHJ-NPRSTV-Z]\\d)");
    private static final Pattern UNITED_STATES = Pattern.compile("(\\d{5})(?:[ -]?(\\d{4}))?");
    private static final Pattern ANY = Pattern.compile("[A-Z0-9](?:[A-Z0-9 -]{0,10}[A-Z0-9])?");

    /// @param country ISO 3166 alpha-2
    public static Parsed<PostalCode> parse(String text, String country) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        var matcher = switch (country) {
            case "CA" -> CANADA.matcher(upper);
            case "US" -> UNITED_STATES.matcher(upper);
            default -> ANY.matcher(upper);
        };
        if (!matcher.matches()) {
            return new Parsed.Invalid<>(ProblemCode.INVALID_POSTAL_CODE);
        }
        String normal = switch (country) {
            case "CA" -> matcher.group(1) + " " + matcher.group(2);
            case "US" -> matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "-" + matcher.group(2);
            default -> upper;
        };
        return new Parsed.Valid<>(new PostalCode(normal));
    }

    /// Masked: the first character.
    @Override
    public String toString() {
        return value.charAt(0) + "***";
    }
}
