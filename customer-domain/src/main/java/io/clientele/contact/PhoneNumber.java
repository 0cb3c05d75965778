package io.clientele.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.clientele.problem.ProblemCode;

/// A phone number in its normal form: E.164, with `;ext=` (RFC 3966) behind it where an extension was given.
///
/// @param value for example `+14165550199` or `+14165550199;ext=12`
public record PhoneNumber(String value) {
    private static final int MAX_LENGTH = 60;
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    /// Reads a number as a person of that country would dial it.
    ///
    /// @param country ISO 3166 alpha-2, the default region for numbers without country code
    public static Parsed<PhoneNumber> parse(String text, String country) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            return new Parsed.Invalid<>(ProblemCode.INVALID_PHONE);
        }
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(trimmed, country);
            if (!UTIL.isValidNumber(number)) {
                return new Parsed.Invalid<>(ProblemCode.INVALID_PHONE);
            }
            String normal = UTIL.format(number, PhoneNumberFormat.E164);
            return new Parsed.Valid<>(
                    new PhoneNumber(number.hasExtension() ? normal + ";ext=" + number.getExtension() : normal));
        } catch (NumberParseException unreadable) {
            return new Parsed.Invalid<>(ProblemCode.INVALID_PHONE);
        }
    }

    /// The number without its extension: what two writings of the same line have in common.
    public String matchKey() {
        int extension = value.indexOf(';');
        return extension < 0 ? value : value.substring(0, extension);
    }

    /// Masked: the last two digits.
    @Override
    public String toString() {
        String key = matchKey();
        return "***" + key.substring(Math.max(0, key.length() - 2));
    }
}
