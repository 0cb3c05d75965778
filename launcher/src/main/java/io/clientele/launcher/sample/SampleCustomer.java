package io.clientele.launcher.sample;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Makes one valid customer from a source of randomness; what it makes differs from a clean record only in writing
/// (spaces, capitals, separators), never in truth.
final class SampleCustomer {
    // Reserved by RFC 2606, so that no demonstration ever writes to a real mailbox.
    private static final List<String> MAIL_DOMAINS = List.of(
            "mail.example.com",
            "courriel.example.net",
            "inbox.example.org",
            "post.example.com",
            "videotron.example.net",
            "shaw.example.org");
    private static final String POSTAL_LETTERS = "ABCEGHJKLMNPRSTVWXYZ";
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1936, 1, 1);
    private static final int BIRTH_DAYS = 25_500;

    private final Vocabulary vocabulary;

    SampleCustomer(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// @param number unique in its file; it makes the e-mail address unique too
    Row make(long number, RandomGenerator random) {
        Vocabulary.City city = vocabulary.city(random);
        Vocabulary.NameGroup names = vocabulary.names(random);
        String given = Vocabulary.pick(names.given(), random);
        String family = Vocabulary.pick(names.family(), random);
        String language = city.language();
        var row = new Row()
                .set(Column.FIRST_NAME, untidy(given, random))
                .set(Column.LAST_NAME, untidy(family, random))
                .set(Column.EMAIL, email(names, given, family, number, random))
                .set(Column.MOBILE_PHONE, phone(city, random))
                .set(Column.HOME_PHONE, chance(25, random) ? phone(city, random) : "")
                .set(Column.STATUS, chance(3, random) ? "inactive" : "active")
                .set(Column.SOURCE, vocabulary.word("source", language, random))
                .set(Column.TAGS, tags(language, random))
                .set(Column.NOTES, chance(30, random) ? vocabulary.word("note", language, random) : "");
        address(row, city, random);
        preferences(row, random);
        return row;
    }

    private void address(Row row, Vocabulary.City city, RandomGenerator random) {
        row.set(Column.CITY, untidy(city.name(), random))
                .set(Column.PROVINCE, chance(15, random) ? city.provinceInWords() : city.province())
                .set(Column.COUNTRY, chance(20, random) ? "Canada" : "CA");
        if (chance(8, random)) {
            return;
        }
        String street = vocabulary.word("street", city.language(), random);
        row.set(Column.STREET, (1 + random.nextInt(9_800)) + (city.language().equals("fr") ? ", " : " ") + street)
                .set(Column.UNIT, chance(30, random) ? vocabulary.word("unit", city.language(), random) : "")
                .set(Column.POSTAL_CODE, postalCode(city, random));
    }

    private static void preferences(Row row, RandomGenerator random) {
        row.set(
                        Column.BIRTH_DATE,
                        chance(70, random)
                                ? FIRST_BIRTH
                                        .plusDays(random.nextInt(BIRTH_DAYS))
                                        .toString()
                                : "")
                .set(Column.CONTACT_METHOD, Vocabulary.pick(List.of("email", "email", "Phone", "sms", "SMS"), random))
                .set(Column.MARKETING, Vocabulary.pick(List.of("yes", "no", "true", "false", "Y", "N"), random))
                .set(Column.NEWSLETTER, Vocabulary.pick(List.of("yes", "no", "1", "0"), random));
    }

    private static String email(
            Vocabulary.NameGroup names, String given, String family, long number, RandomGenerator random) {
        String first = names.latin() ? ascii(given) : "client";
        String last = names.latin() ? ascii(family) : "cn";
        String local = switch (random.nextInt(4)) {
            case 0 -> first.charAt(0) + last;
            case 1 -> first + "_" + last;
            case 2 -> last + "." + first;
            default -> first + "." + last;
        };
        String email = local + number + "@" + Vocabulary.pick(MAIL_DOMAINS, random);
        return rewrite(email, random);
    }

    /// The same address, perhaps in another writing.
    static String rewrite(String email, RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> email.toUpperCase(Locale.ROOT);
            case 1 -> "  " + email;
            case 2 -> email + "\u00a0";
            case 3 -> Character.toUpperCase(email.charAt(0)) + email.substring(1) + " ";
            default -> email;
        };
    }

    private static String ascii(String name) {
        String plain = Normalizer.normalize(name.replace('Đ', 'D').replace('đ', 'd'), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("þ", "th")
                .replace("ð", "d")
                .replaceAll("[^a-z-]", "");
        return plain.isEmpty() ? "client" : plain;
    }

    private static String phone(Vocabulary.City city, RandomGenerator random) {
        String area = Vocabulary.pick(city.areaCodes(), random);
        int exchange = 220 + random.nextInt(770);
        if (exchange % 100 == 11) {
            exchange++;
        }
        String line = "%04d".formatted(random.nextInt(10_000));
        return switch (random.nextInt(9)) {
            case 0 -> area + "-" + exchange + "-" + line;
            case 1 -> "+1 " + area + " " + exchange + " " + line;
            case 2 -> area + "." + exchange + "." + line;
            case 3 -> area + exchange + line;
            case 4 -> "1-" + area + "-" + exchange + "-" + line;
            case 5 -> "+1" + area + exchange + line;
            case 6 -> " (" + area + ")\u00a0" + exchange + "-" + line + " ";
            case 7 -> "(%s) %d-%s ext. %d".formatted(area, exchange, line, 10 + random.nextInt(980));
            default -> "(" + area + ") " + exchange + "-" + line;
        };
    }

    private static String postalCode(Vocabulary.City city, RandomGenerator random) {
        String area = Vocabulary.pick(city.sortationAreas(), random);
        String unit = "%d%c%d"
                .formatted(
                        random.nextInt(10),
                        POSTAL_LETTERS.charAt(random.nextInt(POSTAL_LETTERS.length())),
                        random.nextInt(10));
        return switch (random.nextInt(6)) {
            case 0 -> area + unit;
            case 1 -> (area + unit).toLowerCase(Locale.ROOT);
            case 2 -> area + "-" + unit;
            case 3 -> " " + area.toLowerCase(Locale.ROOT) + " " + unit + "\t";
            default -> area + " " + unit;
        };
    }

    private String tags(String language, RandomGenerator random) {
        if (!chance(40, random)) {
            return "";
        }
        String first = vocabulary.word("tag", language, random);
        String second = vocabulary.word("tag", language, random);
        return chance(50, random) || first.equals(second) ? first : first + "; " + second;
    }

    private static String untidy(String text, RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> text.toUpperCase(Locale.CANADA_FRENCH);
            case 1 -> "  " + text;
            case 2 -> text + "\t";
            case 3 -> "\u00a0" + text;
            default -> text;
        };
    }

    private static boolean chance(int percent, RandomGenerator random) {
        return random.nextInt(100) < percent;
    }
}
