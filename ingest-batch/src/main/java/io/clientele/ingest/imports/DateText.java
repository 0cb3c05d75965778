package io.clientele.ingest.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as files have them, where they can mean one day only: `1984-05-21`, `1984/5/21`, `21.05.1984` (no month 21),
/// `21 May 1984`, `May 21, 1984`, `21 mai 1984`. `05/06/1984` could be two days and stays unread.
final class DateText {
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})(?:[T ].*)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})");
    private static final Pattern DAY_MONTH =
            Pattern.compile("(\\d{1,2})(?:er|st|nd|rd|th)?[-/. ]+([a-z]{3,})[-/., ]+(\\d{4})");
    private static final Pattern MONTH_DAY =
            Pattern.compile("([a-z]{3,})[-/. ]+(\\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\\d{4})");
    private static final Map<String, Integer> MONTHS = months();

    private DateText() {}

    /// @return ISO 8601, or null when the text is no date or not one date only
    static @Nullable String iso(String text) {
        String plain = HeaderSynonyms.plain(text);
        Matcher m = YEAR_FIRST.matcher(plain);
        if (m.matches()) {
            return date(m.group(1), number(m.group(2)), number(m.group(3)));
        }
        m = COMPACT.matcher(plain);
        if (m.matches()) {
            return date(m.group(1), number(m.group(2)), number(m.group(3)));
        }
        m = YEAR_LAST.matcher(plain);
        if (m.matches()) {
            return yearLast(number(m.group(1)), number(m.group(2)), m.group(3));
        }
        m = DAY_MONTH.matcher(plain);
        if (m.matches()) {
            return date(m.group(3), MONTHS.getOrDefault(m.group(2), 0), number(m.group(1)));
        }
        m = MONTH_DAY.matcher(plain);
        if (m.matches()) {
            return date(m.group(3), MONTHS.getOrDefault(m.group(1), 0), number(m.group(2)));
        }
        return null;
    }

    private static @Nullable String yearLast(int first, int second, String year) {
        if (first > 12 || first == second) {
            return date(year, second, first);
        }
        return second > 12 ? date(year, first, second) : null;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static @Nullable String date(String year, int month, int day) {
        try {
            return LocalDate.of(number(year), month, day).toString();
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static Map<String, Integer> months() {
        List<String> names = List.of(
                "january jan janvier janv",
                "february feb fevrier fevr fev",
                "march mar mars",
                "april apr avril avr",
                "may mai",
                "june jun juin",
                "july jul juillet juil",
                "august aug aout",
                "september sep sept septembre",
                "october oct octobre",
                "november nov novembre",
                "december dec decembre");
        Map<String, Integer> months = new java.util.HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i).split(" ")) {
                months.put(name, i + 1);
            }
        }
        return Map.copyOf(months);
    }
}
