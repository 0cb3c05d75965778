package io.clientele.vin;

import io.clientele.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A vehicle identification number of ISO 3779: 17 of the characters A to Z and 0 to 9 without I, O and Q.
/// It leads to a person, so it prints masked. Where the check digit is certain to be used it is right.
///
/// @param value upper case, without blanks and hyphens, for example `1HGCM82633A004352`
public record Vin(String value) {
    public static final int LENGTH = 17;

    // What people write around and between: the label, blanks, dashes of every kind, the asterisks of the stamp.
    private static final Pattern LABEL = Pattern.compile("^\\s*(?i:vin)\\s*[:#=]\\s*");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}*._/'\"]+");
    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-HJ-NPR-Z]{17}");
    private static final int LONGEST_TEXT = 60;

    /// @throws IllegalArgumentException when it is not 17 characters of the alphabet; text is read by [#parse(String)]
    public Vin {
        if (!CHARACTERS.matcher(value).matches()) {
            throw new IllegalArgumentException("not a VIN");
        }
    }

    /// Reads a VIN as people write it. Nothing is corrected in silence: what can't be one is refused, with a hint.
    public static VinReading parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return new VinReading.Refused(ProblemCode.INVALID_VIN, "17 letters and digits", List.of());
        }
        String written = SEPARATORS
                .matcher(LABEL.matcher(text).replaceFirst(""))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        if (!CHARACTERS.matcher(written).matches()) {
            return Misreadings.notAVin(written);
        }
        Vin vin = new Vin(written);
        if (vin.isPlaceholder()) {
            return new VinReading.Refused(
                    ProblemCode.INVALID_VIN, "the number of a real vehicle, or nothing", List.of());
        }
        return CheckDigit.of(vin) == CheckDigit.WRONG ? Misreadings.wrongCheckDigit(vin) : new VinReading.Read(vin);
    }

    /// World manufacturer identifier: the first three characters, or, for a maker of few vehicles (9 in the third
    /// place), these and the twelfth to the fourteenth.
    public String wmi() {
        return value.charAt(2) == '9' ? value.substring(0, 3) + value.substring(11, 14) : value.substring(0, 3);
    }

    /// Whether the ninth character is the check digit that 49 CFR 565.15 computes. Where it is not, that is an error
    /// in North America and China only; [VinDecoder] warns of it elsewhere when it matters.
    public boolean hasRightCheckDigit() {
        return CheckDigit.isRight(value);
    }

    // 11111111111111111 has a right check digit.
    private boolean isPlaceholder() {
        return value.chars().distinct().count() == 1;
    }

    /// Masked: the last four characters, as a workshop names a car.
    @Override
    public String toString() {
        return "***" + value.substring(LENGTH - 4);
    }
}
