package io.clientele.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the postal codes of each country look, by `postal-codes.txt` (178 countries; `src/data/postal-codes.py` makes
/// it) and the few corrections below. Countries that are not in it have no published form, or no postal codes at all.
final class PostalFormats {
    // The optional separators of the source are what the post prints, but in France and Brunei it prints none.
    private static final Map<String, String> CORRECTIONS = Map.of("FR", "\\d{5}", "BN", "[A-Z]{2}\\d{4}");
    // What every code of the country starts with, and people leave away.
    private static final Map<String, String> STARTS =
            Map.of("AD", "AD", "BB", "BB", "LV", "LV", "SV", "CP", "VC", "VC", "VG", "VG");
    private static final Map<String, Format> BY_COUNTRY = load();

    private PostalFormats() {}

    /// The format of one country.
    ///
    /// @param printed the code with the separator of its normal form
    /// @param example a good one
    /// @param start what may be left away in front; empty for nothing
    record Format(String country, Pattern printed, String example, String start) {
        /// @param letters upper-case letters and digits only
        /// @return the code as the country's post prints it, or null when it is none
        @Nullable
        String normal(String letters) {
            @Nullable String normal = separated(letters);
            if (normal == null && letters.startsWith(country)) {
                normal = separated(letters.substring(country.length())); // FI-00100 and the like
            }
            return normal == null && !start.isEmpty() ? separated(start + letters) : normal;
        }

        private @Nullable String separated(String letters) {
            if (printed.matcher(letters).matches()) {
                return letters;
            }
            for (int i = 1; i < letters.length(); i++) {
                for (char separator : new char[] {' ', '-'}) {
                    String candidate = letters.substring(0, i) + separator + letters.substring(i);
                    if (printed.matcher(candidate).matches()) {
                        return candidate;
                    }
                }
            }
            return null;
        }
    }

    /// @param country ISO 3166 alpha-2
    static @Nullable Format find(String country) {
        return BY_COUNTRY.get(country);
    }

    static Iterable<Format> all() {
        return BY_COUNTRY.values();
    }

    private static Map<String, Format> load() {
        Map<String, Format> formats = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(PostalFormats.class.getResourceAsStream("postal-codes.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row -> formats.put(row[0], format(row[0], row[1], row[2])));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(formats);
    }

    private static Format format(String country, String published, String example) {
        String printed = CORRECTIONS
                .getOrDefault(country, published)
                .replace("[ \\-]", "-")
                .replace(" ?", " ")
                .replace("-?", "-");
        Format format = new Format(country, Pattern.compile(printed), example, STARTS.getOrDefault(country, ""));
        String normal = format.normal(example.replaceAll("[ -]", ""));
        return new Format(country, format.printed(), Objects.requireNonNull(normal, country), format.start());
    }
}
