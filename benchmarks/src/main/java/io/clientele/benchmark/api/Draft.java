package io.clientele.benchmark.api;

import java.nio.charset.StandardCharsets;

/// Valid customers to create, as JSON with the fields of our API; each pair of run and number is another one.
final class Draft {
    private static final String[] FIRST = {"Avery", "Noor", "Luc", "Mei", "Sofia", "Liam", "Amara", "Jonas"};
    private static final String[] LAST = {"Tremblay", "Singh", "Gagnon", "Chen", "Rossi", "Martin", "Okafor"};

    private Draft() {}

    static byte[] json(int run, int number) {
        // Montréal has no exchanges that end in 11, nor any below 220.
        int exchange = 220 + number % 770;
        exchange += exchange % 100 == 11 ? 1 : 0;
        String text = "{" + emailJson(run, number) + ",\"phone\":\"+1514" + exchange + (1000 + number % 9000)
                + "\",\"first_name\":\"" + FIRST[number % FIRST.length]
                + "\",\"last_name\":\"" + LAST[number % LAST.length]
                + "\",\"date_of_birth\":\"" + (1940 + number % 60) + "-0" + (1 + number % 9) + "-1" + number % 10
                + "\",\"address_line1\":\"" + (1 + number % 9000) + " rue Sainte-Catherine Ouest"
                + "\",\"address_line2\":\"app. " + (1 + number % 90)
                + "\",\"city\":\"Montr\u00e9al\",\"province\":\"QC\",\"postal_code\":\"H2X 1Y4\",\"country\":\"CA\""
                + ",\"preferred_contact_method\":\"email\",\"marketing_consent\":true,\"newsletter_subscribed\":false"
                + ",\"status\":\"active\",\"source\":\"walk-in\""
                + ",\"notes\":\"Prefers mornings; keys are left at the desk.\",\"tags\":[\"fleet\",\"winter tires\"]}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The member with the e-mail address.
    static String emailJson(int run, int number) {
        return "\"email\":\"customer." + run + "." + number + "@mail.example.com\"";
    }
}
