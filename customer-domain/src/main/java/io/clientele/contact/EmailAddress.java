package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.util.Locale;
import org.apache.commons.validator.routines.EmailValidator;

/// An e-mail address in its normal form: trimmed, domain in lower case, local part as given (RFC 5321 leaves its case
/// to the receiver). Uniqueness and search use [#matchKey()], which ignores case, as every large provider does.
///
/// @param value at most 254 characters (RFC 5321, 4.5.3.1.3, less the angle brackets)
public record EmailAddress(String value) {
    public static final int MAX_LENGTH = 254;
    private static final EmailValidator VALIDATOR = EmailValidator.getInstance(false, false);

    /// Reads an address; a display name or `mailto:` is not accepted.
    public static Parsed<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            return new Parsed.Invalid<>(ProblemCode.TOO_LONG);
        }
        if (!VALIDATOR.isValid(trimmed)) {
            return new Parsed.Invalid<>(ProblemCode.INVALID_EMAIL);
        }
        int at = trimmed.lastIndexOf('@');
        return new Parsed.Valid<>(new EmailAddress(
                trimmed.substring(0, at) + trimmed.substring(at).toLowerCase(Locale.ROOT)));
    }

    /// What two writings of the same address have in common.
    public String matchKey() {
        return value.toLowerCase(Locale.ROOT);
    }

    /// Masked: `j***@example.com`.
    @Override
    public String toString() {
        int at = value.lastIndexOf('@');
        return value.substring(0, Math.min(1, Math.max(at, 0))) + "***" + (at < 0 ? "" : value.substring(at));
    }
}
