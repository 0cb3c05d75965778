package io.clientele.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The one way in which shapes are written as JSON: snake_case, times as ISO-8601, absent instead of null.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /// @throws MalformedRecordException when the bytes are not an object of that shape
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            T value = MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new MalformedRecordException("the record is null and not a " + type.getSimpleName());
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(type.getSimpleName(), e);
        }
    }

    /// @throws MalformedRecordException when the bytes are not JSON
    public static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw malformed("JSON document", e);
        }
    }

    /// UTF-8.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// A value as a tree, for example of a map.
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// The cause is left out on purpose: its message may quote the record.
    private static MalformedRecordException malformed(String what, JacksonException cause) {
        return new MalformedRecordException("the record is not a readable %s (%s)"
                .formatted(what, cause.getClass().getSimpleName()));
    }
}
