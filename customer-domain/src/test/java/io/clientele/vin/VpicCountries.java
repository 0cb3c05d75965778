package io.clientele.vin;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// ISO 3166 codes of vPIC's names of countries.
final class VpicCountries {
    private static final Map<String, String> CODES = new TreeMap<>();

    static {
        for (String code : Locale.getISOCountries()) {
            CODES.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), code);
        }
        CODES.putAll(Map.of(
                "UNITED KINGDOM (UK)", "GB",
                "ENGLAND", "GB",
                "UNITED STATES (USA)", "US",
                "TURKEY", "TR",
                "CZECH REPUBLIC", "CZ",
                "MYANMAR (BURMA)", "MM",
                "HONG KONG", "HK",
                "BOSNIA AND HERZEGOVINA", "BA",
                "TRINIDAD AND TOBAGO", "TT",
                "NORTH MACEDONIA", "MK"));
    }

    private VpicCountries() {}

    /// Empty when the name is empty or no country of today.
    static String code(String name) {
        return CODES.getOrDefault(name.strip(), "");
    }
}
