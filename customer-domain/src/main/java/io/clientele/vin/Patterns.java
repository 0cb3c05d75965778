package io.clientele.vin;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// One table of vPIC's patterns (models, bodies or plants): values, and lists of which keys mean which value.
final class Patterns {
    static final int NONE = -1;
    private static final int VALUE_BITS = 24;

    private final PatternKeys keys;
    private final List<String> values = new ArrayList<>();
    private int[] starts = new int[1024];
    private int[] rowKeys = new int[4096];
    private int[] rowValues = new int[4096];
    private final AtomicReferenceArray<@Nullable PatternIndex> indexes;

    /// Reads a line per value, an empty line, then a line per list: `value:key,key;value:key`.
    Patterns(PatternKeys keys, BufferedReader text) throws IOException {
        this.keys = keys;
        String line = text.readLine();
        while (line != null && !line.isEmpty()) {
            values.add(line);
            line = text.readLine();
        }
        int lists = 0;
        int row = 0;
        for (line = text.readLine(); line != null; line = text.readLine()) {
            for (String group : line.split(";")) {
                int colon = group.indexOf(':');
                int value = Integer.parseInt(group.substring(0, colon));
                for (String key : group.substring(colon + 1).split(",", -1)) {
                    if (row == rowKeys.length) {
                        rowKeys = Arrays.copyOf(rowKeys, row * 2);
                        rowValues = Arrays.copyOf(rowValues, row * 2);
                    }
                    rowKeys[row] = keys.number(key);
                    rowValues[row++] = value;
                }
            }
            if (++lists == starts.length) {
                starts = Arrays.copyOf(starts, lists * 2);
            }
            starts[lists] = row;
        }
        indexes = new AtomicReferenceArray<>(lists);
    }

    /// The value of the most demanding key that fits, with how demanding it is; [#NONE] when none fits.
    ///
    /// @param list number of the list; negative for none
    int find(int list, int[] places) {
        if (list < 0) {
            return NONE;
        }
        PatternIndex index = indexes.get(list);
        if (index == null) {
            // Two threads may make the same one; either serves.
            index = new PatternIndex(keys, rowKeys, rowValues, starts[list], starts[list + 1]);
            indexes.set(list, index);
        }
        for (int row : index.rows(places)) {
            if (keys.matches(rowKeys[row], places)) {
                return rank(keys, rowKeys[row], rowValues[row]);
            }
        }
        return NONE;
    }

    /// The greater, the more it counts: first how demanding the key is, then the number of the value.
    static int rank(PatternKeys keys, int key, int value) {
        return keys.specificity(key) << VALUE_BITS | value;
    }

    /// The value of what [#find] found.
    String value(int found) {
        return values.get(found & (1 << VALUE_BITS) - 1);
    }

    static int specificity(int found) {
        return found >>> VALUE_BITS;
    }
}
