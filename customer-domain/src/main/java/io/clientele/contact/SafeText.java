package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a text is safe to show anywhere. Harmless text stays as given (`O'Brien`, `<3`, `Zoë`, `李`); what a browser
/// would take for markup is refused: a `<` directly before a letter, `/`, `!` or `?` is where the HTML tokeniser
/// leaves text (WHATWG HTML, 13.2.5.6); so are script addresses, also where a browser would read them through line
/// breaks and character references, and event handlers, which need no `<` inside of an attribute. Control characters,
/// overrides of the writing direction and halves of a character have no place in a record.
public final class SafeText {
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!?]");
    private static final String BREAKS = "[\\t\\r\\n]*";
    private static final Pattern SCRIPT_ADDRESS = Pattern.compile(
            "(?i)\\b(?:" + broken("javascript") + '|' + broken("vbscript") + ")\\s*:|\\b" + broken("data")
                    + "\\s*:\\s*(?:text/(?:html|xml)|image/svg|application/(?:x-)?(?:xhtml|xml|javascript))");
    // The events of WHATWG HTML, by how they begin: "online = yes" is prose.
    private static final Pattern EVENT_HANDLER = Pattern.compile(
            "(?i)\\bon(?:abort|animation|auxclick|before|begin|blur"
                    + "|cancel|canplay|change|click|close|contextmenu|copy|cuechange|cut|dblclick|drag|drop|end|error|focus"
                    + "|fullscreen|hashchange|input|invalid|key|load|message|mouse|page|paste|pause|play|pointer|popstate"
                    + "|progress|ratechange|repeat|reset|resize|scroll|search|seek|select|show|slotchange|start|submit|suspend"
                    + "|timeupdate|toggle|touch|transition|unhandled|unload|volume|waiting|webkit|wheel)[a-z]{0,30}\\s*=");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(colon|Tab|NewLine));?");

    private SafeText() {}

    /// Why the text is refused, or null where it is fine.
    ///
    /// @param multiline whether line breaks and tabs are fine
    public static @Nullable ProblemCode problem(String text, boolean multiline) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean layout = multiline && (c == '\n' || c == '\r' || c == '\t');
            if ((Character.isISOControl(c) && !layout) || c >= '\uFFFE' || isDirectionTrick(c) || isHalf(text, i)) {
                return ProblemCode.INVALID_CHARACTER;
            }
        }
        return isExecutable(text) ? ProblemCode.UNSAFE_TEXT : null;
    }

    private static boolean isExecutable(String text) {
        if (text.indexOf('<') >= 0 && MARKUP.matcher(text).find()) {
            return true;
        }
        String read = text.indexOf('&') < 0 ? text : withoutReferences(text);
        return (read.indexOf(':') >= 0 && SCRIPT_ADDRESS.matcher(read).find())
                || (read.indexOf('=') >= 0 && EVENT_HANDLER.matcher(read).find());
    }

    /// The text as an attribute's value would be read.
    private static String withoutReferences(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            if (found.group(3) != null) {
                return found.group(3).equals("colon") ? ":" : "\n";
            }
            int code = found.group(1) == null ? Integer.parseInt(found.group(2), 16) : Integer.parseInt(found.group(1));
            return code < 0x80 && code != '$' && code != '\\' ? Character.toString(code) : "?";
        });
    }

    private static String broken(String word) {
        return String.join(BREAKS, word.split(""));
    }

    private static boolean isDirectionTrick(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }

    /// Whether the character there is a surrogate without its other half: no encoding can write it.
    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
