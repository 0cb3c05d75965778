package io.clientele.schemas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.yaml.snakeyaml.Yaml;

/// A client written against the released document (`src/test/resources/api/openapi-released.yaml`) goes on working.
/// With
/// a release that file is replaced by the document of that release, and by nothing else.
@Tag("REQ-CM-B005")
class OpenApiCompatibilityTest {
    private static final String RELEASED = read("openapi-released.yaml");

    record Change(String what, String from, String to) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Change> breakingChanges() {
        return List.of(
                new Change("a path is gone", "  /api/customers/{id}/restore:", "  /api/customers/{id}/revive:"),
                new Change("a field of an answer is gone", "        rows_per_second: {type: [number, 'null']}\n", ""),
                new Change(
                        "a field of an answer changes its type",
                        "        read: {type: integer,",
                        "        read: {type: string,"),
                new Change(
                        "a field of an answer may be null",
                        "        read: {type: integer,",
                        "        read: {type: [integer, 'null'],"),
                new Change(
                        "a field of a request is gone",
                        "        notes: {type: [string, 'null'], maxLength: 10000}\n",
                        ""),
                new Change(
                        "a field of a request is required",
                        "required: [new_owner_id, reason]",
                        "required: [new_owner_id, reason, more]"),
                new Change("a field of a request may be less long", "maxLength: 10000", "maxLength: 100"),
                new Change(
                        "a choice of a request is gone",
                        "enum: [active, inactive, blocked, null]",
                        "enum: [active, inactive, null]"),
                new Change(
                        "a parameter is required",
                        "{name: owner, in: query, schema",
                        "{name: owner, in: query, required: true, schema"));
    }

    @Test
    void breaksNoClient() {
        assertThat(breaks(RELEASED, read("openapi.yaml"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("breakingChanges")
    void noticesABreakingChange(Change change) {
        assertThat(RELEASED).contains(change.from());

        assertThat(breaks(RELEASED, RELEASED.replace(change.from(), change.to())))
                .isNotEmpty();
    }

    @Test
    void letsTheDocumentGrow() {
        String grown = RELEASED.replace(
                        "        read: {type: integer,", "        more: {type: integer}\n        read: {type: integer,")
                .replace(
                        "  /api/tenants:",
                        "  /api/more:\n    get: {responses: {'200': {description: More.}}}\n  /api/tenants:");

        assertThat(breaks(RELEASED, grown)).isEmpty();
    }

    private static List<String> breaks(String before, String after) {
        Map<String, Object> old = asOpenApi30(before);
        Map<String, Object> now = asOpenApi30(after);
        List<String> found = new ArrayList<>();
        compare("", old, now, found);
        var difference = OpenApiCompare.fromContents(new Yaml().dump(old), new Yaml().dump(now));
        if (difference.isIncompatible()) {
            difference.getMissingEndpoints().forEach(gone -> found.add("gone: " + gone));
            difference.getChangedOperations().stream()
                    .filter(operation -> operation.isIncompatible())
                    .forEach(operation ->
                            found.add("incompatible: " + operation.getHttpMethod() + " " + operation.getPathUrl()));
            found.add(difference.isChanged().toString());
        }
        return found;
    }

    /// openapi-diff does not look into the lists of types of OpenAPI 3.1; with `nullable` it sees the type.
    private static Map<String, Object> asOpenApi30(String yaml) {
        Map<String, Object> document = new Yaml().load(yaml);
        document.put("openapi", "3.0.3");
        nameOneType(document);
        return document;
    }

    @SuppressWarnings("unchecked")
    private static void nameOneType(Object node) {
        switch (node) {
            case Map<?, ?> map -> {
                if (map.get("type") instanceof List<?> types) {
                    Map<String, Object> schema = (Map<String, Object>) map;
                    schema.put(
                            "type",
                            types.stream()
                                    .filter(type -> !"null".equals(type))
                                    .findFirst()
                                    .orElseThrow());
                    schema.put("nullable", types.contains("null"));
                }
                map.values().forEach(OpenApiCompatibilityTest::nameOneType);
            }
            case List<?> list -> list.forEach(OpenApiCompatibilityTest::nameOneType);
            case null, default -> {}
        }
    }

    /// What openapi-diff lets pass: a field that a request may no longer have (unknown ones are refused), and a field
    /// of
    /// an answer that was never null and may be now.
    private static void compare(String place, Map<?, ?> old, Map<?, ?> now, List<String> found) {
        boolean request = Boolean.FALSE.equals(old.get("additionalProperties"));
        if (old.get("properties") instanceof Map<?, ?> before && now.get("properties") instanceof Map<?, ?> after) {
            before.forEach((name, schema) -> {
                if (request && !after.containsKey(name)) {
                    found.add("no longer accepted: " + place + "/" + name);
                }
                if (!request && !isNullable(schema) && isNullable(after.get(name))) {
                    found.add("may be null now: " + place + "/" + name);
                }
            });
        }
        old.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner && now.get(key) instanceof Map<?, ?> other) {
                compare(place + "/" + key, inner, other, found);
            }
        });
    }

    private static boolean isNullable(Object schema) {
        return schema instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("nullable"));
    }

    private static String read(String name) {
        try (InputStream file =
                Objects.requireNonNull(OpenApiCompatibilityTest.class.getResourceAsStream("/api/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
