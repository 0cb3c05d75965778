package io.clientele.ingest.imports;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which field a header most likely means: the table `header-synonyms.properties`, whatever the case, the accents, the
/// punctuation, a remark in brackets or whose it is said to be (`Customer's E-mail (required)`).
final class HeaderSynonyms {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BRACKETS = Pattern.compile("\\([^)]*\\)|\\[[^]]*]");
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern WHOSE = Pattern.compile(
            "^(?:(?:the|your|votre|le|la)\\s+)?(?:customer|client|contact|person|cust|user)(?:'?s)?\\s+");
    private static final Pattern NOISE = Pattern.compile("[^\\p{Alnum}°]+");
    private static final Map<String, ImportField> FIELDS = read();

    private HeaderSynonyms() {}

    static @Nullable ImportField find(String header) {
        String plain = plain(header);
        @Nullable ImportField whole = FIELDS.get(NOISE.matcher(plain).replaceAll(""));
        if (whole != null) {
            return whole;
        }
        String owned = WHOSE.matcher(plain).replaceFirst("");
        return FIELDS.get(NOISE.matcher(owned).replaceAll(""));
    }

    /// Lower case without accents; words of `camelCase` and `snake_case` stand apart.
    static String plain(String text) {
        String words = CAMEL.matcher(BRACKETS.matcher(text).replaceAll(" ")).replaceAll(" ");
        String apart = Normalizer.normalize(words.replace('_', ' ').replace('’', '\''), Normalizer.Form.NFD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).strip();
    }

    private static Map<String, ImportField> read() {
        Properties table = new Properties();
        try (var in = Objects.requireNonNull(
                        HeaderSynonyms.class.getResourceAsStream("header-synonyms.properties"), "header synonyms");
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            table.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Map<String, ImportField> fields = new HashMap<>();
        for (ImportField field : ImportField.values()) {
            fields.put(NOISE.matcher(field.field().replace('_', ' ')).replaceAll(""), field);
            for (String synonym : table.getProperty(field.field(), "").split(",")) {
                fields.put(NOISE.matcher(plain(synonym)).replaceAll(""), field);
            }
        }
        fields.remove("");
        return Map.copyOf(fields);
    }
}
