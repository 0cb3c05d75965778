package io.clientele.schemas.cdc;

import io.clientele.schemas.MalformedRecordException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One image of a row, read by column name. A column that is null and one that is absent both answer null; the
/// `require…` methods refuse them. Prints only its column names.
///
/// @param json an object, one member a column; must not be changed
public record Row(JsonNode json) {
    public Row {
        if (!json.isObject()) {
            throw new MalformedRecordException("a row image is not an object");
        }
    }

    /// Text columns and enumerations.
    public @Nullable String text(String column) {
        return read(column, JsonNode::asString);
    }

    public @Nullable UUID uuid(String column) {
        return read(column, value -> UUID.fromString(value.asString()));
    }

    /// `bytea` columns: ciphertext or keyed hashes.
    public byte @Nullable [] bytes(String column) {
        return read(column, value -> Base64.getDecoder().decode(value.asString()));
    }

    /// `timestamptz` columns, microseconds.
    public @Nullable Instant instant(String column) {
        return read(column, value -> Instant.parse(value.asString()));
    }

    /// `smallint`, `integer` and `bigint` columns.
    public @Nullable Long number(String column) {
        return read(column, JsonNode::longValue);
    }

    /// `boolean` columns; null is false.
    public boolean flag(String column) {
        Boolean value = read(column, JsonNode::booleanValue);
        return value != null && value;
    }

    /// `text[]` columns; null is the empty list.
    public List<String> list(String column) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : json.path(column)) {
            values.add(value.asString());
        }
        return List.copyOf(values);
    }

    public boolean has(String column) {
        return json.hasNonNull(column);
    }

    /// @throws MalformedRecordException when the column is null or no text
    public String requireText(String column) {
        return require(column, text(column));
    }

    /// @throws MalformedRecordException when the column is null or no UUID
    public UUID requireUuid(String column) {
        return require(column, uuid(column));
    }

    /// @throws MalformedRecordException when the column is null or no time
    public Instant requireInstant(String column) {
        return require(column, instant(column));
    }

    /// @throws MalformedRecordException when the column is null or no number
    public long requireNumber(String column) {
        return require(column, number(column));
    }

    /// The names of the columns that differ, in alphabetical order. Ciphertext is deterministic, so that an
    /// unchanged value has unchanged bytes.
    public List<String> changedColumns(Row other) {
        TreeSet<String> names = new TreeSet<>(json.propertyNames());
        names.addAll(other.json.propertyNames());
        names.removeIf(name -> Objects.equals(present(name), other.present(name)));
        return List.copyOf(names);
    }

    private @Nullable JsonNode present(String column) {
        JsonNode value = json.get(column);
        return value == null || value.isNull() ? null : value;
    }

    private <T> @Nullable T read(String column, Function<JsonNode, T> reader) {
        JsonNode value = present(column);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | DateTimeException | tools.jackson.core.JacksonException e) {
            throw new MalformedRecordException("column %s has a value of another type".formatted(column));
        }
    }

    private static <T> T require(String column, @Nullable T value) {
        if (value == null) {
            throw new MalformedRecordException("column %s is missing".formatted(column));
        }
        return value;
    }

    @Override
    public String toString() {
        return "Row" + json.propertyNames();
    }
}
