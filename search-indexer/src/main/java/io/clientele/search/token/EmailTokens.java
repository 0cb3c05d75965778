package io.clientele.search.token;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address as keyed hashes of the whole, of its local part and that part's words, and of its domain and
/// that domain's labels. Not of its trigrams: names stand beside it in the clear, and would spell them out.
public final class EmailTokens {
    private static final String WHOLE = "email";
    private static final String LOCAL = "email-local";
    private static final String DOMAIN = "email-domain";
    private static final Pattern WORDS = Pattern.compile("[._+-]+");
    private static final Pattern LABELS = Pattern.compile("\\.");
    private static final int MIN_WORD = 2;

    private EmailTokens() {}

    /// All tokens of an address.
    ///
    /// @param address as `EmailAddress.value()` gives it; case makes no difference
    public static List<String> of(Tokenizer tokenizer, String address) {
        String key = address.toLowerCase(Locale.ROOT);
        int at = key.lastIndexOf('@');
        LinkedHashSet<String> tokens = new LinkedHashSet<>();
        tokens.add(whole(tokenizer, key));
        if (at > 0) {
            String local = key.substring(0, at);
            String domain = key.substring(at + 1);
            tokens.add(local(tokenizer, local));
            for (String word : WORDS.split(local)) {
                add(tokens, LOCAL, word, tokenizer);
            }
            tokens.add(domain(tokenizer, domain));
            List<String> labels = new ArrayList<>(List.of(LABELS.split(domain)));
            labels.removeLast();
            labels.forEach(label -> add(tokens, DOMAIN, label, tokenizer));
        }
        return List.copyOf(tokens);
    }

    /// The token of a whole address.
    public static String whole(Tokenizer tokenizer, String address) {
        return tokenizer.token(WHOLE, address.toLowerCase(Locale.ROOT));
    }

    /// The token of what stands before the @, or of a word of it.
    public static String local(Tokenizer tokenizer, String local) {
        return tokenizer.token(LOCAL, local.toLowerCase(Locale.ROOT));
    }

    /// The token of what stands behind the @, or of a label of it other than the last.
    public static String domain(Tokenizer tokenizer, String domain) {
        return tokenizer.token(DOMAIN, domain.toLowerCase(Locale.ROOT));
    }

    private static void add(LinkedHashSet<String> tokens, String kind, String part, Tokenizer tokenizer) {
        if (part.length() >= MIN_WORD) {
            tokens.add(tokenizer.token(kind, part));
        }
    }
}
