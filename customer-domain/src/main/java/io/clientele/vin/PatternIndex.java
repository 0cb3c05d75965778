package io.clientele.vin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rows of one list by the character at the place that tells them apart best, what counts most in front.
final class PatternIndex {
    private final int place;
    private final int[][] rows;

    /// @param from the list's first row
    /// @param to behind its last
    PatternIndex(PatternKeys keys, int[] rowKeys, int[] rowValues, int from, int to) {
        int[] ranked = IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> Patterns.rank(keys, rowKeys[row], rowValues[row]))
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        place = bestPlace(keys, rowKeys, ranked);
        rows = new int[PatternKeys.CHARACTERS][];
        for (int character = 0; character < rows.length; character++) {
            long bit = 1L << character;
            rows[character] = Arrays.stream(ranked)
                    .filter(row -> (keys.mask(rowKeys[row], place) & bit) != 0)
                    .toArray();
        }
    }

    /// The rows that may match, the best first.
    int[] rows(int[] places) {
        return rows[places[place]];
    }

    private static int bestPlace(PatternKeys keys, int[] rowKeys, int[] rows) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int candidate = 0; candidate < PatternKeys.PLACES; candidate++) {
            long characters = 0;
            for (int row : rows) {
                characters += Long.bitCount(keys.mask(rowKeys[row], candidate));
            }
            if (characters < least) {
                least = characters;
                best = candidate;
            }
        }
        return best;
    }
}
