package io.clientele.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The rows of `access-matrix.txt`, whose head says what they mean.
record AccessMatrix(List<Row> rows) {
    /// The callers, in the order of the columns.
    enum Viewer {
        ANONYMOUS,
        OTHER_TENANTS_ADMIN,
        UNRELATED,
        REFERRED,
        OWNER,
        ADMIN,
        SERVICE,
        OPERATOR
    }

    /// One endpoint.
    record Row(
            String method,
            String pattern,
            List<Integer> statuses,
            Map<String, String> options,
            String body,
            String setup) {
        String endpoint() {
            return method + " " + pattern;
        }

        int status(Viewer viewer) {
            return statuses.get(viewer.ordinal());
        }

        /// The address, its variables and the query filled in.
        String path(Map<String, String> values) {
            String path = pattern;
            if (pattern.startsWith("/api/customers/{id}")) {
                path = path.replace("{id}", values.get("customer"));
            }
            for (Map.Entry<String, String> option : options.entrySet()) {
                path = path.replace("{" + option.getKey() + "}", fill(option.getValue(), values));
            }
            return options.containsKey("query") ? path + "?" + fill(options.get("query"), values) : path;
        }
    }

    static AccessMatrix read() {
        try (InputStream file = AccessMatrix.class.getResourceAsStream("/access-matrix.txt")) {
            return new AccessMatrix(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AccessMatrix::row)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text with each `$name` replaced by its value.
    static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("$" + value.getKey(), value.getValue());
        }
        return filled;
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", 5);
        String[] endpoint = cells[0].strip().split("\\s+");
        List<Integer> statuses = Arrays.stream(cells[1].strip().split("\\s+"))
                .map(Integer::valueOf)
                .toList();
        if (endpoint.length != 2 || statuses.size() != Viewer.values().length) {
            throw new IllegalArgumentException("access-matrix.txt: two words and eight statuses, not: " + line);
        }
        Map<String, String> options = new HashMap<>();
        for (String option : cell(cells, 2).split("\\s+")) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                options.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        return new Row(endpoint[0], endpoint[1], statuses, options, cell(cells, 3), cell(cells, 4));
    }

    private static String cell(String[] cells, int index) {
        return index < cells.length ? cells[index].strip() : "";
    }
}
