package io.clientele.launcher.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An answer to a search as people read it.
public final class SearchHits {
    private SearchHits() {}

    /// One line a customer, and how many there are.
    public static List<String> lines(JsonNode answer) {
        var lines = new ArrayList<String>();
        for (JsonNode each : answer.path("customers")) {
            lines.add("  %-28s %-40s %-16s %s"
                    .formatted(
                            text(each, "first_name") + " " + text(each, "last_name"),
                            text(each, "email"),
                            text(each, "phone"),
                            text(each, "city")));
        }
        lines.add("  %s found in %s ms"
                .formatted(
                        answer.path("total").asString("?"),
                        answer.path("took_ms").asString("?")));
        return lines;
    }

    /// Whether one of the customers has this last name.
    public static boolean hasLastName(JsonNode answer, String lastName) {
        for (JsonNode each : answer.path("customers")) {
            if (text(each, "last_name").equalsIgnoreCase(lastName)) {
                return true;
            }
        }
        return false;
    }

    private static String text(JsonNode customer, String field) {
        return customer.path(field).asString("");
    }
}
