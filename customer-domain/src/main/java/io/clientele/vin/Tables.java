package io.clientele.vin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The tables of docs/vin.md, read once, when the first VIN is decoded.
final class Tables {
    final Patterns models;
    final Patterns bodies;
    final Patterns plants;
    final List<String> makes = new ArrayList<>();
    private final Map<String, Maker> makers = new HashMap<>();
    private final Map<String, Elsewhere> elsewhere = new HashMap<>();

    /// A maker that vPIC does not know or knows by several brands.
    ///
    /// @param year whether its vehicles for other markets have the year in the tenth character, by a source of
    ///             docs/vin.md
    record Elsewhere(String make, String country, boolean year) {}

    private static final class Holder {
        static final Tables TABLES = new Tables();
    }

    static Tables get() {
        return Holder.TABLES;
    }

    private Tables() {
        try (BufferedReader modelText = open("models.gz");
                BufferedReader bodyText = open("bodies.gz");
                BufferedReader plantText = open("plants.gz");
                BufferedReader makerText = open("makers.gz");
                BufferedReader elsewhereText = open("makers-elsewhere.csv")) {
            PatternKeys keys = new PatternKeys();
            models = new Patterns(keys, modelText);
            bodies = new Patterns(keys, bodyText);
            plants = new Patterns(keys, plantText);
            keys.trim();
            readMakers(makerText);
            elsewhereText
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(cell -> elsewhere.put(cell[0], new Elsewhere(cell[1], cell[2], !cell[3].isEmpty())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Nullable
    Maker maker(String wmi) {
        return makers.get(wmi);
    }

    @Nullable
    Elsewhere elsewhere(String wmi) {
        return elsewhere.get(wmi);
    }

    private static BufferedReader open(String name) throws IOException {
        InputStream in = Objects.requireNonNull(Tables.class.getResourceAsStream(name), name);
        return new BufferedReader(
                new InputStreamReader(name.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
    }

    private void readMakers(BufferedReader text) throws IOException {
        makes.addAll(section(text));
        List<String> manufacturers = section(text);
        List<String> types = section(text);
        Unseen manufacturer = new Unseen();
        Unseen make = new Unseen();
        Unseen[] lists = {new Unseen(), new Unseen(), new Unseen()};
        for (String line : section(text)) {
            String[] cells = line.split("\t", -1);
            Maker maker = new Maker(
                    cells[1].isEmpty() ? null : named(manufacturers.get(manufacturer.number(cells[1], 0))),
                    cells[2].isEmpty()
                            ? List.of()
                            : List.of(cells[2].split(",")).stream()
                                    .map(number -> makes.get(make.number(number, 0)))
                                    .toList(),
                    named(types.get(Integer.parseInt(cells[3]))),
                    cells[5].equals("L"),
                    named(cells[4]),
                    schemas(cells[6], lists));
            makers.putIfAbsent(cells[0], maker);
        }
    }

    /// Lines up to an empty one after at least one, or to the end.
    private static List<String> section(BufferedReader text) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = text.readLine(); line != null && !line.isEmpty(); line = text.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /// Counts the values that are first mentioned by a plus sign.
    private static final class Unseen {
        private int next;

        /// @param last what a number is the distance from
        int number(String cell, int last) {
            return cell.equals("+") ? next++ : last + Integer.parseInt(cell);
        }
    }

    /// `1990-2013:4:+:` and so on: years, then the number of each list less that of the schema before, or a
    /// plus sign for the next one that no maker before had.
    private static int[] schemas(String text, Unseen[] lists) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] schemas = text.split(",");
        int[] numbers = new int[schemas.length * Maker.SCHEMA];
        int[] last = new int[3];
        for (int i = 0; i < schemas.length; i++) {
            String[] cells = schemas[i].split(":", -1);
            int from = Integer.parseInt(cells[0].substring(0, 4));
            int at = i * Maker.SCHEMA;
            numbers[at] = from;
            numbers[at + 1] = cells[0].length() == 4
                    ? from
                    : cells[0].endsWith("+") ? Integer.MAX_VALUE : Integer.parseInt(cells[0].substring(5));
            for (int list = 0; list < last.length; list++) {
                String delta = cells[1 + list];
                if (!delta.isEmpty()) {
                    last[list] = lists[list].number(delta, last[list]);
                }
                numbers[at + 2 + list] = delta.isEmpty() ? Patterns.NONE : last[list];
            }
        }
        return numbers;
    }

    private static @Nullable String named(String text) {
        return text.isEmpty() || text.equals("-") ? null : text;
    }
}
