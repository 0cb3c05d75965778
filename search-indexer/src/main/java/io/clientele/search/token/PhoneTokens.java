package io.clientele.search.token;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// A phone number as the keyed hashes of its digit trigrams, in order. A phrase of a fragment's trigrams then matches
/// exactly where the fragment's digits stand one behind the other, with or without country code.
public final class PhoneTokens {
    /// Shortest run of digits that can be found.
    public static final int MIN_DIGITS = 3;

    private static final String KIND = "phone";
    /// What people dial before a number of their own country or abroad, and E.164 leaves out.
    private static final List<String> DIALLED_PREFIXES = List.of("011", "00", "0");

    private PhoneTokens() {}

    /// The tokens of a number or of a part of one.
    ///
    /// @param text digits in any writing; everything else is passed over
    /// @return tokens parted by a blank; empty for fewer than [#MIN_DIGITS] digits
    public static String of(Tokenizer tokenizer, String text) {
        String digits = digits(text);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i + MIN_DIGITS <= digits.length(); i++) {
            tokens.add(tokenizer.token(KIND, digits.substring(i, i + MIN_DIGITS)));
        }
        return String.join(" ", tokens);
    }

    /// The ways in which a question's digits may stand in a number: as typed, and without a dialled prefix.
    ///
    /// @return token sequences as of [#of]; empty for too few digits
    public static List<String> alternatives(Tokenizer tokenizer, String text) {
        String digits = digits(text);
        LinkedHashSet<String> sequences = new LinkedHashSet<>();
        sequences.add(of(tokenizer, digits));
        for (String prefix : DIALLED_PREFIXES) {
            if (digits.startsWith(prefix)) {
                sequences.add(of(tokenizer, digits.substring(prefix.length())));
            }
        }
        sequences.remove("");
        return List.copyOf(sequences);
    }

    /// The decimal digits of a text, of any script, as 0 to 9.
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints().filter(Character::isDigit).forEach(c -> digits.append((char) ('0' + Character.digit(c, 10))));
        return digits.toString();
    }
}
