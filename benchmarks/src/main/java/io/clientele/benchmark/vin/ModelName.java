package io.clientele.benchmark.vin;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words of a model's name: lower case, without accents and punctuation, letters and figures apart, so that
/// `F-150`, `F150` and `f 150` are the same.
record ModelName(List<String> words) {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+|(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])");

    static ModelName of(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("&", " and ");
        return new ModelName(
                BETWEEN.splitAsStream(plain).filter(word -> !word.isEmpty()).toList());
    }

    /// Whether one is the other with something behind it: `Civic` and `Civic LX`, but not `Cherokee` and
    /// `Grand Cherokee`.
    boolean agrees(ModelName other) {
        return begins(other) || other.begins(this);
    }

    /// Whether the other starts with all of this one's words.
    boolean begins(ModelName other) {
        return !words.isEmpty()
                && words.size() <= other.words.size()
                && other.words.subList(0, words.size()).equals(words);
    }
}
