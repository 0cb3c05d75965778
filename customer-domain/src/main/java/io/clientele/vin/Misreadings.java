package io.clientele.vin;

import io.clientele.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What somebody may have meant who wrote a number that can't be: two neighbours swapped, or one character taken for
/// one that looks like it. Only what makes the check digit right is offered, and only when it is not a mere guess.
final class Misreadings {
    private static final int MOST_SUGGESTIONS = 3;
    private static final int SERIAL = 13;
    private static final String LOOKS = "S5B8Z2G6";

    private Misreadings() {}

    static VinReading notAVin(String written) {
        if (written.length() != Vin.LENGTH) {
            return refused("17 characters instead of " + written.length(), List.of());
        }
        String read = written.replace('O', '0').replace('Q', '0').replace('I', '1');
        if (read.equals(written)) {
            return refused("only letters and digits", List.of());
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < Vin.LENGTH; i++) {
            if (read.charAt(i) != written.charAt(i)) {
                places.add(i + 1);
            }
        }
        String where = places.size() == 1 ? "position " + places.getFirst() : "positions " + join(places);
        String hint = "at " + where + " the digit 0 or 1: a VIN has no letter O, Q or I";
        return refused(
                hint,
                Vin.parse(read) instanceof VinReading.Read(Vin vin) && vin.hasRightCheckDigit()
                        ? List.of(vin)
                        : List.of());
    }

    static VinReading wrongCheckDigit(Vin vin) {
        Map<Vin, String> meant = likely(vin, meant(vin));
        if (meant.isEmpty() || meant.size() > MOST_SUGGESTIONS) {
            return new VinReading.Refused(
                    ProblemCode.VIN_CHECK_DIGIT, "a check digit (position 9) that fits the rest", List.of());
        }
        return new VinReading.Refused(
                ProblemCode.VIN_CHECK_DIGIT, String.join(", or ", meant.values()), List.copyOf(meant.keySet()));
    }

    /// Those that name a vehicle of which the tables know the model, if there are any; else all. A maker that is
    /// known is not doubted.
    private static Map<Vin, String> likely(Vin written, Map<Vin, String> meant) {
        boolean makerIsKnown = Tables.get().maker(written.wmi()) != null;
        Map<Vin, String> known = new LinkedHashMap<>(meant);
        known.keySet().removeIf(vin -> makerIsKnown && !vin.wmi().equals(written.wmi()) || !isKnown(vin));
        return known.isEmpty() ? meant : known;
    }

    private static boolean isKnown(Vin vin) {
        Tables tables = Tables.get();
        Maker maker = tables.maker(vin.wmi());
        if (maker == null) {
            return false;
        }
        int[] places = PatternKeys.places(vin.value());
        char code = vin.value().charAt(9);
        return new Match(tables, maker, ModelYears.first(code), places).hasModel()
                || new Match(tables, maker, ModelYears.second(code), places).hasModel();
    }

    /// The numbers one slip away with a right check digit, each with the slip in words.
    static Map<Vin, String> meant(Vin vin) {
        Map<Vin, String> meant = new LinkedHashMap<>();
        for (int i = 0; i < Vin.LENGTH; i++) {
            int look = LOOKS.indexOf(vin.value().charAt(i));
            if (look >= 0) {
                char other = LOOKS.charAt(look ^ 1);
                offer(meant, with(vin, i, other), "%s at position %d".formatted(other, i + 1));
            }
        }
        for (int i = 0; i + 1 < Vin.LENGTH; i++) {
            char left = vin.value().charAt(i);
            char right = vin.value().charAt(i + 1);
            if (left != right) {
                StringBuilder swapped = with(vin, i, right);
                swapped.setCharAt(i + 1, left);
                offer(meant, swapped, "positions %d and %d swapped".formatted(i + 1, i + 2));
            }
        }
        return meant;
    }

    private static StringBuilder with(Vin vin, int place, char character) {
        StringBuilder changed = new StringBuilder(vin.value());
        changed.setCharAt(place, character);
        return changed;
    }

    private static void offer(Map<Vin, String> meant, CharSequence candidate, String slip) {
        boolean serialIsNumeric =
                candidate.subSequence(SERIAL, Vin.LENGTH).chars().allMatch(c -> c <= '9');
        if (serialIsNumeric && ModelYears.isCode(candidate.charAt(9)) && CheckDigit.isRight(candidate)) {
            meant.putIfAbsent(new Vin(candidate.toString()), slip);
        }
    }

    private static VinReading refused(String hint, List<Vin> suggestions) {
        return new VinReading.Refused(ProblemCode.INVALID_VIN, hint, suggestions);
    }

    private static String join(List<Integer> places) {
        return String.join(", ", places.stream().map(String::valueOf).toList());
    }
}
