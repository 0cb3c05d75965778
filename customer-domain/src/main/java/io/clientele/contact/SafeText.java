package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a text is safe to show anywhere. Harmless text stays as given (`O'Brien`, `<3`, `Zoë`, `李`); what a browser
/// would take for markup is refused: a `<` directly before a letter, `/`, `!` or `?` is where the HTML tokeniser
/// leaves text (WHATWG HTML, 13.2.5.6), and control characters have no place in a record.
public final class SafeText {
    private static final Pattern MARKUP =
            Pattern.compile("<[A-Za-z/!?]|(?i:\\b(?:javascript|vbscript)\\s*:|\\bdata\\s*:\\s*text/html)");

    private SafeText() {}

    /// Why the text is refused, or null where it is fine.
    ///
    /// @param multiline whether line breaks and tabs are fine
    public static @Nullable ProblemCode problem(String text, boolean multiline) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean layout = multiline && (c == '\n' || c == '\r' || c == '\t');
            if ((Character.isISOControl(c) && !layout) || c == '\uFFFE' || c == '\uFFFF' || isBidiOverride(c)) {
                return ProblemCode.INVALID_CHARACTER;
            }
        }
        return MARKUP.matcher(text).find() ? ProblemCode.UNSAFE_TEXT : null;
    }

    private static boolean isBidiOverride(char c) {
        return c >= '\u202A' && c <= '\u202E';
    }
}
