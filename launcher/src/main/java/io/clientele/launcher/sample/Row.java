package io.clientele.launcher.sample;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The cells of one line while it is being made; a column without a value is an empty cell.
final class Row {
    private final Map<Column, String> cells = new EnumMap<>(Column.class);

    Row set(Column column, String value) {
        cells.put(column, value);
        return this;
    }

    String get(Column column) {
        return cells.getOrDefault(column, "");
    }

    List<String> cells() {
        return Arrays.stream(Column.values()).map(this::get).toList();
    }
}
