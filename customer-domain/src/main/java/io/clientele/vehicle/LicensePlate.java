package io.clientele.vehicle;

import io.clientele.contact.Parsed;
import io.clientele.problem.ProblemCode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A licence plate: upper case, single blanks. It leads to a person, so it prints masked.
///
/// @param value 1 to 15 characters, for example `CABX 123`
public record LicensePlate(String value) {
    private static final int MAX_LENGTH = 15;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern PLATE = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} .·-]*[\\p{L}\\p{N}])?");
    private static final Pattern SEPARATORS = Pattern.compile("[ .·-]+");

    public static Parsed<LicensePlate> parse(String text) {
        String normal = BLANKS.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKC))
                .replaceAll(" ")
                .toUpperCase(Locale.ROOT);
        return normal.length() <= MAX_LENGTH && PLATE.matcher(normal).matches()
                ? new Parsed.Valid<>(new LicensePlate(normal))
                : new Parsed.Invalid<>(ProblemCode.INVALID_LICENSE_PLATE);
    }

    /// What two writings of the same plate have in common.
    public String matchKey() {
        return SEPARATORS.matcher(value).replaceAll("");
    }

    @Override
    public String toString() {
        return "***";
    }
}
