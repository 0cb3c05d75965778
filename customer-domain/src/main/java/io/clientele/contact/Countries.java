package io.clientele.contact;

import io.clientele.problem.ProblemCode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Countries by ISO 3166 alpha-2 code, alpha-3 code, or English or French name.
public final class Countries {
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /// @return the alpha-2 code
    public static Parsed<String> parse(String text) {
        @Nullable String code = CODES.get(text.strip().toLowerCase(Locale.ROOT));
        return code == null ? new Parsed.Invalid<>(ProblemCode.INVALID_COUNTRY) : new Parsed.Valid<>(code);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            codes.put(code.toLowerCase(Locale.ROOT), code);
            codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
            codes.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            codes.put(country.getDisplayCountry(Locale.FRENCH).toLowerCase(Locale.ROOT), code);
        }
        codes.put("usa", "US");
        codes.put("u.s.a.", "US");
        codes.put("uk", "GB");
        return Map.copyOf(codes);
    }
}
