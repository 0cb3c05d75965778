package io.clientele.vin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The distinct keys of vPIC's patterns, compiled. A key is matched against positions 4 to 8 and, after a `|`, 10 to
/// 17: a character stands for itself, `*` for any, `[A-CX]` for one of several; what the key leaves out is any.
final class PatternKeys {
    private static final int VDS = 5;
    /// Positions 4 to 8 and 10 to 17.
    static final int PLACES = VDS + 8;

    /// Digits and letters.
    static final int CHARACTERS = 36;

    private static final long ANY = (1L << CHARACTERS) - 1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> maskNumbers = new HashMap<>();
    private int[] starts = new int[1024];
    private int[] tests = new int[4096];
    private long[] masks = new long[256];

    /// Positions 4 to 8 and 10 to 17 as numbers 0 to 35.
    static int[] places(String vin) {
        int[] places = new int[PLACES];
        for (int i = 0; i < PLACES; i++) {
            places[i] = letter(vin.charAt(i < VDS ? 3 + i : 4 + i));
        }
        return places;
    }

    /// The number of the key, compiling it when it is new.
    int number(String key) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(key, number);
        if (number + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        int end = starts[number];
        for (int test : compile(key)) {
            if (end == tests.length) {
                tests = Arrays.copyOf(tests, tests.length * 2);
            }
            tests[end++] = test;
        }
        starts[number + 1] = end;
        return number;
    }

    /// To be called when all keys are there; gives back the memory that only the reading needed.
    void trim() {
        starts = Arrays.copyOf(starts, numbers.size() + 1);
        tests = Arrays.copyOf(tests, starts[numbers.size()]);
        numbers.clear();
        maskNumbers.clear();
    }

    boolean matches(int key, int[] places) {
        for (int i = starts[key]; i < starts[key + 1]; i++) {
            int test = tests[i];
            if ((masks[test & 0xFFFF] >>> places[test >>> 16] & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /// What the key takes at a place: bit 0 to 35 for each character.
    long mask(int key, int place) {
        for (int i = starts[key]; i < starts[key + 1]; i++) {
            if (tests[i] >>> 16 == place) {
                return masks[tests[i] & 0xFFFF];
            }
        }
        return ANY;
    }

    /// How many places the key demands something of.
    int specificity(int key) {
        return starts[key + 1] - starts[key];
    }

    private List<Integer> compile(String key) {
        List<Integer> compiled = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < key.length() && place < PLACES; i++) {
            char character = key.charAt(i);
            if (character == '|') {
                place = VDS;
                continue;
            }
            if (character == '[') {
                int end = key.indexOf(']', i);
                compiled.add(place << 16 | maskNumber(oneOf(key, i + 1, end)));
                i = end;
            } else if (character != '*') {
                compiled.add(place << 16 | maskNumber(1L << letter(character)));
            }
            place++;
        }
        return compiled;
    }

    private int maskNumber(long mask) {
        Integer known = maskNumbers.get(mask);
        if (known != null) {
            return known;
        }
        int number = maskNumbers.size();
        maskNumbers.put(mask, number);
        if (number == masks.length) {
            masks = Arrays.copyOf(masks, masks.length * 2);
        }
        masks[number] = mask;
        return number;
    }

    private static long oneOf(String key, int from, int to) {
        long mask = 0;
        for (int i = from; i < to; i++) {
            boolean range = i + 2 < to && key.charAt(i + 1) == '-';
            int last = letter(key.charAt(range ? i + 2 : i));
            for (int letter = letter(key.charAt(i)); letter <= last; letter++) {
                mask |= 1L << letter;
            }
            i += range ? 2 : 0;
        }
        return mask;
    }

    private static int letter(char character) {
        return character <= '9' ? Math.max(0, character - '0') : character - 'A' + 10;
    }
}
