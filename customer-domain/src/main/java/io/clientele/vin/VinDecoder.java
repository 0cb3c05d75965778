package io.clientele.vin;

import io.clientele.vin.VinWarning.Code;
import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says what a VIN tells about its vehicle, offline, by tables made of vPIC. Safe for use by many threads. The first
/// call reads the tables, which takes a second.
public final class VinDecoder {
    private static final int SERIAL = 13;
    private final Clock clock;

    /// @param clock tells which model years are still to come
    public VinDecoder(Clock clock) {
        this.clock = clock;
    }

    /// Never fails: what is not known is null, what is odd is a warning.
    public DecodedVin decode(Vin vin) {
        Tables tables = Tables.get();
        String wmi = vin.wmi();
        Maker maker = tables.maker(wmi);
        Tables.Elsewhere elsewhere = tables.elsewhere(wmi);
        List<VinWarning> warnings = warnings(vin, maker == null && elsewhere == null);
        Dated dated = dated(vin, maker, elsewhere, tables);
        if (dated.year() == 0) {
            warnings.add(new VinWarning(Code.MODEL_YEAR, "The VIN tells no model year (position 10)."));
        }
        Match match = dated.match();
        if (maker != null && (match == null || !match.hasModel())) {
            warnings.add(new VinWarning(Code.UNKNOWN_MODEL, "The model of this VIN is not in the tables."));
        }
        return new DecodedVin(
                make(match, maker, elsewhere),
                maker == null ? null : maker.manufacturer(),
                match == null ? null : match.model(),
                dated.year() == 0 ? null : dated.year(),
                maker == null ? null : maker.vehicleType(),
                match == null ? null : match.body(),
                country(vin, maker, elsewhere),
                match == null || match.plant() == null ? null : capitalised(match.plant()),
                List.copyOf(warnings));
    }

    private static List<VinWarning> warnings(Vin vin, boolean unknown) {
        List<VinWarning> warnings = new ArrayList<>(2);
        if (!vin.hasRightCheckDigit()) {
            warnings.add(new VinWarning(
                    Code.CHECK_DIGIT,
                    "Position 9 is no check digit; vehicles for Europe have none, but a slip would not be noticed."));
        }
        if (unknown) {
            warnings.add(new VinWarning(Code.UNKNOWN_MANUFACTURER, "No maker with this identifier is known."));
        }
        for (int i = SERIAL; i < Vin.LENGTH; i++) {
            if (vin.value().charAt(i) > '9') {
                warnings.add(new VinWarning(Code.SERIAL, "The last four characters of a VIN are digits."));
                break;
            }
        }
        return warnings;
    }

    /// The model year, 0 for none, and what the patterns say for it.
    private record Dated(int year, @Nullable Match match) {}

    private Dated dated(Vin vin, @Nullable Maker maker, Tables.@Nullable Elsewhere elsewhere, Tables tables) {
        String value = vin.value();
        char code = value.charAt(9);
        boolean right = vin.hasRightCheckDigit();
        if (!ModelYears.isCode(code)) {
            return new Dated(0, null);
        }
        Dated dated = dated(value, maker, right, tables);
        boolean built = dated.match() != null && dated.match().hasModel();
        return right || elsewhere == null || elsewhere.year() || built ? dated : new Dated(0, null);
    }

    private Dated dated(String value, @Nullable Maker maker, boolean right, Tables tables) {
        char code = value.charAt(9);
        int second = ModelYears.second(code);
        int first = ModelYears.first(code);
        int latest = Year.now(clock).getValue() + 1;
        int likely = second > latest ? first : second;
        if (maker == null) {
            return new Dated(likely, null);
        }
        int[] places = PatternKeys.places(value);
        if (saysCycle(maker, value.charAt(0), right)) {
            int year = value.charAt(6) <= '9' ? first : likely;
            return new Dated(year, new Match(tables, maker, year, places));
        }
        Match match = new Match(tables, maker, likely, places);
        if (likely == second && !match.hasModel()) {
            Match earlier = new Match(tables, maker, first, places);
            if (earlier.hasModel() || !match.hasSchema() && earlier.hasSchema()) {
                return new Dated(first, earlier);
            }
        }
        return new Dated(likely, match);
    }

    /// Whether the seventh character tells the cycle of years, a digit 1980 to 2009 and a letter 2010 to 2039: on
    /// cars and light trucks for North America (49 CFR 565.15), wherever they were built but in China, whose own
    /// cars have check digits too.
    private static boolean saysCycle(Maker maker, char region, boolean rightCheckDigit) {
        boolean light = maker.light()
                || maker.vehicleType() != null
                        && (maker.vehicleType().startsWith("Passenger")
                                || maker.vehicleType().startsWith("Multi"));
        return light && (region >= '1' && region <= '5' || rightCheckDigit && region >= 'J' && region != 'L');
    }

    private static @Nullable String make(
            @Nullable Match match, @Nullable Maker maker, Tables.@Nullable Elsewhere elsewhere) {
        String byModel = match == null ? null : match.make();
        if (byModel != null) {
            return byModel;
        }
        if (elsewhere != null) {
            return elsewhere.make();
        }
        return maker != null && maker.makes().size() == 1 ? maker.makes().getFirst() : null;
    }

    private static @Nullable String country(Vin vin, @Nullable Maker maker, Tables.@Nullable Elsewhere elsewhere) {
        if (elsewhere != null) {
            return elsewhere.country();
        }
        return maker != null && maker.country() != null ? maker.country() : Regions.country(vin.value());
    }

    // vPIC has cities in capitals.
    private static String capitalised(String city) {
        StringBuilder text = new StringBuilder(city.toLowerCase(Locale.ROOT));
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || !Character.isLetter(text.charAt(i - 1)) && text.charAt(i - 1) != '\'') {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return text.toString();
    }
}
