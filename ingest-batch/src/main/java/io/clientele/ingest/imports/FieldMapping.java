package io.clientele.ingest.imports;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which column of the file gives which field. Headers are no personal data.
final class FieldMapping {
    private final List<String> headers;
    private final Map<ImportField, Integer> columns;

    private FieldMapping(List<String> headers, Map<ImportField, Integer> columns) {
        this.headers = List.copyOf(headers);
        this.columns = new EnumMap<>(columns);
    }

    /// Maps the headers: what `explicit` says goes first (compared without case and outer space; null leaves the column
    /// out), the rest by what headers usually mean. Where two columns give one field, the first does.
    ///
    /// @param explicit header to field name or null; may be empty
    /// @throws ProblemException `UNKNOWN_FIELD` when `explicit` names no field
    static FieldMapping of(List<String> fileHeaders, Map<String, @Nullable String> explicit) {
        List<String> headers = distinct(fileHeaders);
        Map<String, @Nullable ImportField> said = said(explicit);
        Map<ImportField, Integer> columns = new EnumMap<>(ImportField.class);
        for (int i = 0; i < headers.size(); i++) {
            @Nullable ImportField field = said.get(key(headers.get(i)));
            if (field != null) {
                columns.putIfAbsent(field, i);
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            @Nullable
            ImportField field = said.containsKey(key(headers.get(i))) ? null : HeaderSynonyms.find(fileHeaders.get(i));
            if (field != null) {
                columns.putIfAbsent(field, i);
            }
        }
        return new FieldMapping(headers, columns);
    }

    /// @throws ProblemException `UNMAPPED_REQUIRED_FIELD` with the fields that no column gives and the headers found
    FieldMapping requireComplete() {
        EnumSet<ImportField> missing = EnumSet.allOf(ImportField.class);
        missing.removeIf(field -> !field.isRequired() || columns.containsKey(field));
        if (missing.isEmpty()) {
            return this;
        }
        List<String> names = missing.stream().map(ImportField::field).toList();
        throw new ProblemException(
                ProblemCode.UNMAPPED_REQUIRED_FIELD,
                "No column gives %s. The file's columns are: %s."
                        .formatted(String.join(", ", names), String.join(", ", headers)),
                names.stream()
                        .map(name -> FieldError.of(name, ProblemCode.UNMAPPED_REQUIRED_FIELD))
                        .toList());
    }

    /// How many of these are headers that are known.
    static int known(List<String> fields) {
        return (int) fields.stream()
                .filter(field -> HeaderSynonyms.find(field) != null)
                .count();
    }

    int width() {
        return headers.size();
    }

    /// The headers as in the file; one that repeats has its number added.
    List<String> headers() {
        return headers;
    }

    /// Index of the field's column, -1 when no column gives it.
    int column(ImportField field) {
        return columns.getOrDefault(field, -1);
    }

    /// Header of the field's column, null when no column gives it.
    @Nullable
    String header(ImportField field) {
        int column = column(field);
        return column < 0 ? null : headers.get(column);
    }

    /// Every header with its field's name, or null where it has none, in the order of the file.
    Map<String, @Nullable String> byHeader() {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        headers.forEach(header -> fields.put(header, null));
        columns.forEach((field, column) -> fields.put(headers.get(column), field.field()));
        return fields;
    }

    private static Map<String, @Nullable ImportField> said(Map<String, @Nullable String> explicit) {
        Map<String, @Nullable ImportField> said = new LinkedHashMap<>();
        explicit.forEach((header, name) -> {
            @Nullable ImportField field = name == null || name.isBlank() ? null : ImportField.find(name.strip());
            if (field == null && name != null && !name.isBlank()) {
                throw new ProblemException(
                        ProblemCode.UNKNOWN_FIELD,
                        "The mapping of column %s names no field. Fields are: %s."
                                .formatted(
                                        header,
                                        String.join(
                                                ", ",
                                                Arrays.stream(ImportField.values())
                                                        .map(ImportField::field)
                                                        .toList())));
            }
            said.put(key(header), field);
        });
        return said;
    }

    private static List<String> distinct(List<String> headers) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> distinct = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i).isBlank()
                    ? "column " + (i + 1)
                    : headers.get(i).strip();
            String name = header;
            for (int n = 2; !seen.add(name); n++) {
                name = header + " (" + n + ")";
            }
            distinct.add(name);
        }
        return distinct;
    }

    private static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }
}
