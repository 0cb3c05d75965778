package io.clientele.contact;

import io.clientele.problem.ProblemCode;
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
import org.jspecify.annotations.Nullable;

/// Provinces and states of the countries whose list is known (Canada, United States): code or name in, code out.
public final class Provinces {
    public static final int MAX_LENGTH = 60;
    private static final Map<String, Map<String, String>> BY_COUNTRY =
            Map.of("CA", load("provinces-CA.properties"), "US", load("provinces-US.properties"));

    private Provinces() {}

    /// @param country ISO 3166 alpha-2; for countries without a list the text is taken as it is
    public static Parsed<String> parse(String text, String country) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            return new Parsed.Invalid<>(ProblemCode.TOO_LONG);
        }
        @Nullable Map<String, String> known = BY_COUNTRY.get(country);
        if (known == null) {
            return new Parsed.Valid<>(trimmed);
        }
        @Nullable String code = known.get(key(trimmed));
        return code == null ? new Parsed.Invalid<>(ProblemCode.INVALID_PROVINCE) : new Parsed.Valid<>(code);
    }

    /// What a province of the country looks like, for whoever wrote another.
    public static String hint(String country) {
        return country.equals("US") ? "Use its code, like NY or CA." : ProblemCode.INVALID_PROVINCE.hint();
    }

    private static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> load(String resource) {
        Properties names = new Properties();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(Provinces.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            names.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> codes = new HashMap<>();
        for (String code : names.stringPropertyNames()) {
            codes.put(key(code), code);
            for (String name : names.getProperty(code).split(",")) {
                codes.put(key(name), code);
            }
        }
        return Map.copyOf(codes);
    }
}
