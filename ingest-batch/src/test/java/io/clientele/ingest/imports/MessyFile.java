package io.clientele.ingest.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A deterministic file with bad rows and repeats at known lines: the oracle of the import tests.
final class MessyFile {
    private static final String HEADER =
            "E-mail,Phone,First name,Surname,Date of birth,Street address,City,Province,Postal code,Opt-in,Tags,Notes\r\n";

    private final StringBuilder text = new StringBuilder(HEADER);
    private long line = 2;

    /// Line to codes of every row that must be rejected.
    final Map<Long, List<String>> rejected = new TreeMap<>();

    /// Line to the line that it repeats.
    final Map<Long, Long> repeats = new TreeMap<>();

    /// E-mail to line of every row that must be created, unless the store has the address.
    final Map<String, Long> good = new LinkedHashMap<>();

    /// @param rows rows in all: 5 % bad, 3 % repeats, every eleventh over two lines
    static MessyFile of(int rows, String domain) {
        MessyFile file = new MessyFile();
        List<String> emails = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String email = "person" + i + "@" + domain;
            if (i % 20 == 7) {
                file.bad(i, email);
            } else if (i % 33 == 32 && !emails.isEmpty()) {
                String again = emails.get((i * 7919) % emails.size());
                file.repeats.put(file.line, file.good.get(again));
                file.row(i, again.toUpperCase(java.util.Locale.ROOT), "416-555-" + digits(i), "");
            } else {
                emails.add(email);
                file.good.put(email, file.line);
                file.row(i, email, "416-555-" + digits(i), i % 11 == 0 ? "first line\nsecond \"\"line\"\"" : "none");
            }
        }
        return file;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void bad(int i, String email) {
        switch (i / 20 % 4) {
            case 0 -> {
                rejected.put(line, List.of("INVALID_EMAIL"));
                row(i, "not an address", "416-555-" + digits(i), "x");
            }
            case 1 -> {
                rejected.put(line, List.of("INVALID_PHONE"));
                row(i, email, "12", "two\nlines");
            }
            case 2 -> {
                rejected.put(line, List.of("REQUIRED", "INVALID_PHONE"));
                row(i, "", "abc", "x");
            }
            default -> {
                rejected.put(line, List.of("ROW_TOO_WIDE"));
                row(i, email, "416-555-" + digits(i), "x\",one,two,\"y");
            }
        }
    }

    private void row(int i, String email, String phone, String notes) {
        String row =
                "%s,%s,Zoé%d,O'Neil-%d,1984-05-%02d,\"%d Main St, Apt %d\",Montréal,QC,H2X 1Y4,%s,vip;fleet,\"%s\"\r\n"
                        .formatted(email, phone, i, i, 1 + i % 28, i, i % 50, i % 2 == 0 ? "yes" : "non", notes);
        text.append(row);
        line += row.chars().filter(c -> c == '\n').count();
    }

    private static String digits(int i) {
        return "%04d".formatted(100 + i % 9000);
    }
}
