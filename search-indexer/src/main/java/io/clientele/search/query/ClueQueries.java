package io.clientele.search.query;

import io.clientele.search.token.EmailTokens;
import io.clientele.search.token.PhoneTokens;
import io.clientele.search.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A query for each clue. Scores are constants: exact before the beginning of a word before a typo, whatever the
/// other tenants of the index hold.
final class ClueQueries {
    private static final double CERTAIN = 200;
    private static final double EXACT = 100;
    private static final double FACT = 60;
    private static final double BEGINNING = 40;
    private static final double ONE_TYPO = 20;
    private static final double TWO_TYPOS = 10;
    private static final int MIN_FUZZY = 3;
    private static final int MIN_TWO_TYPOS = 6;
    /// Up to two words must all match; of more, all but one.
    private static final String MOST_WORDS = "2<-1";

    private static final int YEAR_DIGITS = 4;
    private static final int FIRST_YEAR = 1886;
    private static final int LAST_YEAR = 2100;

    /// Narrows a query on a field that not every viewer of a customer may see.
    @FunctionalInterface
    interface Hidden {
        Map<String, Object> narrow(Map<String, Object> query);
    }

    private final Tokenizer tokenizer;
    private final Hidden hidden;

    ClueQueries(Tokenizer tokenizer, Hidden hidden) {
        this.tokenizer = tokenizer;
        this.hidden = hidden;
    }

    Map<String, Object> of(Clue clue) {
        return switch (clue) {
            case Clue.Words(List<String> words) -> words(words);
            case Clue.Numbers numbers -> numbers(numbers);
            case Clue.Email(String address) -> email(CERTAIN, EmailTokens.whole(tokenizer, address));
            case Clue.EmailLocal(String local) -> email(FACT, EmailTokens.local(tokenizer, local));
            case Clue.EmailDomain(String domain) -> email(FACT, EmailTokens.domain(tokenizer, domain));
            case Clue.EmailParts(String local, String domain) ->
                Query.all(List.of(
                        email(FACT, EmailTokens.local(tokenizer, local)),
                        email(FACT, EmailTokens.domain(tokenizer, domain))));
        };
    }

    private Map<String, Object> email(double score, String token) {
        return hidden.narrow(Query.scored(score, Query.term("email", token)));
    }

    private Map<String, Object> words(List<String> words) {
        Map<String, Object> each = Query.most(words.stream().map(this::word).toList(), MOST_WORDS);
        if (words.size() == 1) {
            return each;
        }
        String whole = String.join(" ", words);
        return Query.best(List.of(each, hidden.narrow(Query.scored(FACT * words.size(), Query.term("tags", whole)))));
    }

    private Map<String, Object> word(String word) {
        List<Map<String, Object>> ways = new ArrayList<>();
        ways.add(Query.scored(EXACT, Query.match("name", word)));
        int length = word.codePointCount(0, word.length());
        if (length > 1) {
            ways.add(Query.scored(BEGINNING, Query.prefix("name", word)));
        }
        if (length >= MIN_FUZZY) {
            ways.add(Query.scored(ONE_TYPO, Query.fuzzy("name", word, "1")));
        }
        if (length >= MIN_TWO_TYPOS) {
            ways.add(Query.scored(TWO_TYPOS, Query.fuzzy("name", word, "AUTO")));
        }
        List<Map<String, Object>> facts = new ArrayList<>(facts(word));
        facts.add(Query.scored(BEGINNING, Query.term("email", EmailTokens.local(tokenizer, word))));
        ways.add(hidden.narrow(Query.best(facts)));
        return Query.best(ways);
    }

    private Map<String, Object> numbers(Clue.Numbers numbers) {
        List<Map<String, Object>> ways = new ArrayList<>(phone(CERTAIN, numbers.joined()));
        if (numbers.list().size() > 1 || ways.isEmpty()) {
            ways.add(Query.all(numbers.list().stream().map(this::number).toList()));
        } else {
            ways.add(number(numbers.joined()));
        }
        return hidden.narrow(Query.best(ways));
    }

    private Map<String, Object> number(String digits) {
        List<Map<String, Object>> ways = new ArrayList<>(phone(FACT, digits));
        ways.addAll(facts(digits));
        if (digits.length() == YEAR_DIGITS) {
            int year = Integer.parseInt(digits);
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                ways.add(Query.scored(FACT, Query.term("vehicles.year", year)));
            }
        }
        return Query.best(ways);
    }

    private List<Map<String, Object>> phone(double score, String digits) {
        return PhoneTokens.alternatives(tokenizer, digits).stream()
                .map(tokens -> Query.scored(score, Query.phrase("phone", tokens)))
                .toList();
    }

    private static List<Map<String, Object>> facts(String text) {
        return List.of(
                Query.scored(FACT, Query.term("tags", text)),
                Query.scored(FACT, Query.match("vehicles.make", text)),
                Query.scored(FACT, Query.match("vehicles.model", text)));
    }
}
