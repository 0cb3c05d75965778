package io.clientele.vin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of makes as people write them.
final class Makes {
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^a-z0-9]+");
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("vw", "volkswagen"),
            Map.entry("chevy", "chevrolet"),
            Map.entry("chev", "chevrolet"),
            Map.entry("mercedes", "mercedesbenz"),
            Map.entry("mb", "mercedesbenz"),
            Map.entry("benz", "mercedesbenz"),
            Map.entry("merc", "mercedesbenz"),
            Map.entry("beemer", "bmw"),
            Map.entry("caddy", "cadillac"),
            Map.entry("olds", "oldsmobile"),
            Map.entry("rover", "landrover"),
            Map.entry("rangerover", "landrover"),
            Map.entry("alfa", "alfaromeo"),
            Map.entry("harley", "harleydavidson"),
            Map.entry("rollsroycemotorcars", "rollsroyce"),
            Map.entry("smartcar", "smart"),
            Map.entry("minicooper", "mini"));

    // Ram was a model of Dodge until 2010, and many papers still say so; vPIC knows Scion as models of Toyota.
    private static final Map<String, Set<String>> SOLD_AS =
            Map.of("ram", Set.of("dodge", "dodgeram", "ramtrucks"), "toyota", Set.of("scion"));

    private Makes() {}

    static boolean same(String one, String other) {
        String left = plain(one);
        String right = plain(other);
        return left.equals(right) || siblings(left, right) || siblings(right, left);
    }

    private static boolean siblings(String left, String right) {
        return SOLD_AS.getOrDefault(left, Set.of()).contains(right);
    }

    private static String plain(String make) {
        String ascii = NOT_ALPHANUMERIC
                .matcher(Normalizer.normalize(make, Normalizer.Form.NFD).toLowerCase(Locale.ROOT))
                .replaceAll("");
        return SHORT.getOrDefault(ascii, ascii);
    }
}
