package io.clientele.search.query;

import io.clientele.search.token.PhoneTokens;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Recognises the kinds of clue in what a person typed.
final class Clues {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;\\p{Cntrl}]+");
    private static final Pattern NUMBER = Pattern.compile("[+(]*\\p{Nd}[\\p{Nd}().+/\\-\u2010-\u2015]*");
    /// An extension behind a phone number, which is not in the index.
    private static final Pattern EXTENSION =
            Pattern.compile("(?<=\\p{Nd}\\)?)\\s*(?:x|ext\\.?|poste)\\s*\\p{Nd}{1,6}\\s*$", Pattern.CASE_INSENSITIVE);

    private final List<Clue> clues = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();

    private Clues() {}

    /// @return empty when there is nothing but white space and punctuation; at most one [Clue.Words]
    static List<Clue> of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        String plain = EXTENSION.matcher(normal).replaceFirst("");
        Clues clues = new Clues();
        for (String word : BETWEEN_WORDS.split(plain)) {
            clues.add(word);
        }
        return clues.all();
    }

    private void add(String word) {
        if (NUMBER.matcher(word).matches()) {
            numbers.add(PhoneTokens.digits(word));
            return;
        }
        if (word.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return; // a dash between the parts of a phone number does not part them
        }
        endNumbers();
        int at = word.lastIndexOf('@');
        if (at < 0) {
            words.add(word);
            return;
        }
        clues.add(email(word.substring(0, at), word.substring(at + 1)));
    }

    private static Clue email(String local, String domain) {
        if (local.isEmpty()) {
            return new Clue.EmailDomain(domain);
        }
        if (domain.isEmpty()) {
            return new Clue.EmailLocal(local);
        }
        return domain.contains(".") ? new Clue.Email(local + "@" + domain) : new Clue.EmailParts(local, domain);
    }

    private void endNumbers() {
        if (!numbers.isEmpty()) {
            clues.add(new Clue.Numbers(numbers));
            numbers.clear();
        }
    }

    private List<Clue> all() {
        endNumbers();
        if (!words.isEmpty()) {
            clues.addFirst(new Clue.Words(words));
        }
        return List.copyOf(clues);
    }
}
