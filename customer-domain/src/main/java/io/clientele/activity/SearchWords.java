package io.clientele.activity;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Words to look for in texts, whatever their case and accents: `zoe` is in `Zoë's brakes`. Prints nothing of them.
record SearchWords(List<String> words) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static SearchWords of(String text) {
        return new SearchWords(List.of(SPACE.split(fold(text).strip())));
    }

    /// Whether every word occurs, as part of a word, too.
    ///
    /// @param metadata its values count, the names of its fields do not
    boolean areIn(String description, @Nullable JsonNode metadata) {
        StringBuilder text = new StringBuilder(description);
        if (metadata != null) {
            collect(metadata, text);
        }
        String folded = fold(text.toString());
        return words.stream().allMatch(folded::contains);
    }

    private static void collect(JsonNode node, StringBuilder text) {
        if (node.isContainer()) {
            node.forEach(child -> collect(child, text));
            return;
        }
        text.append('\n').append(node.asString());
    }

    /// Compatibility forms apart, marks off, then upper and lower case, so that `STRASSE` is `straße`.
    private static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "SearchWords[" + words.size() + "]";
    }
}
