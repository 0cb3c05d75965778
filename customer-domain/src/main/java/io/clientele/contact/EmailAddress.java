package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/// An e-mail address in its normal form: trimmed, local part as given (RFC 5321 leaves its case to the receiver) in
/// Unicode's NFC, domain in lower case and as DNS knows it (`xn--`). Uniqueness and search use [#matchKey()], which
/// ignores case, as every large provider does. International local parts (RFC 6531) are fine.
///
/// @param value at most 254 bytes of UTF-8 (RFC 5321, 4.5.3.1.3, less the angle brackets), 64 before the @
public record EmailAddress(String value) {
    public static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final EmailValidator VALIDATOR = EmailValidator.getInstance(false, false);
    // IDNA2003, which Java speaks, and IDNA2008 send these to different domains: only the xn-- form is clear.
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Zl}\\p{Zp}]");

    /// Reads an address; a display name or `mailto:` is not accepted.
    public static Parsed<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            return new Parsed.Invalid<>(ProblemCode.TOO_LONG);
        }
        int at = trimmed.lastIndexOf('@');
        @Nullable
        String normal = isAscii(trimmed)
                ? trimmed.substring(0, Math.max(at, 0))
                        + trimmed.substring(Math.max(at, 0)).toLowerCase(Locale.ROOT)
                : international(trimmed, at);
        if (normal == null) {
            return new Parsed.Invalid<>(ProblemCode.INVALID_EMAIL);
        }
        if (bytes(normal) > MAX_LENGTH
                || bytes(normal.substring(0, Math.max(normal.lastIndexOf('@'), 0))) > MAX_LOCAL) {
            return new Parsed.Invalid<>(ProblemCode.TOO_LONG);
        }
        if (!VALIDATOR.isValid(normal)) {
            return new Parsed.Invalid<>(ProblemCode.INVALID_EMAIL);
        }
        // A quoted local part may hold nearly anything.
        @Nullable ProblemCode unsafe = SafeText.problem(normal, false);
        return unsafe == null ? new Parsed.Valid<>(new EmailAddress(normal)) : new Parsed.Invalid<>(unsafe);
    }

    /// What two writings of the same address have in common.
    public String matchKey() {
        return value.toLowerCase(Locale.ROOT);
    }

    /// Masked: `j***@example.com`.
    @Override
    public String toString() {
        int at = value.lastIndexOf('@');
        int first = at <= 0 ? 0 : value.offsetByCodePoints(0, 1);
        return value.substring(0, first) + "***" + (at < 0 ? "" : value.substring(at));
    }

    private static @Nullable String international(String text, int at) {
        if (at <= 0
                || INVISIBLE.matcher(text).find()
                || AMBIGUOUS.matcher(text.substring(at)).find()) {
            return null;
        }
        try {
            String domain = IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            return Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC)
                    + '@'
                    + domain.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return null;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
