package io.clientele.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A consumer written against the released schemas (`src/test/resources/events-released`) reads the events of now, and
/// one of now reads the events that were kept since. So what was released stays as it is, and what is new is optional.
/// With a release those files are replaced by the schemas of that release, and by nothing else; a schema of another
/// version has another `$id` and is held against nothing.
@Tag("REQ-CM-B015")
class EventCompatibilityTest {
    private static final String RELEASED = read("/events-released/customer.activity.logged.json");
    /// What says nothing of the data.
    private static final Set<String> PROSE = Set.of("title", "description", "$comment", "examples");

    record Change(String what, String from, String to) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Change> breakingChanges() {
        return List.of(
                new Change("a field is gone", "\"created_by\"", "\"author\""),
                new Change("a new field is required", "\"customer_id\",", "\"customer_id\", \"place\","),
                new Change(
                        "a field is no longer required",
                        "\"activity_id\",\n    \"activity_type\"",
                        "\"activity_type\""),
                new Change(
                        "a field that was optional is required",
                        "\"activity_type\"\n  ]",
                        "\"activity_type\", \"created_by\"\n  ]"),
                new Change("a field has another type", "\"minLength\": 1", "\"minLength\": 1, \"type\": \"integer\""),
                new Change("a field may be longer", "\"maxLength\": 60", "\"maxLength\": 600"),
                new Change("a field may be less long", "\"maxLength\": 60", "\"maxLength\": 6"),
                new Change("a field has another format", "\"format\": \"uuid\"", "\"format\": \"uri\""),
                new Change("there is a choice more", "\"inquiry\",", "\"inquiry\", \"complaint\","),
                new Change("there is a choice less", "\"inquiry\",", ""),
                new Change(
                        "nothing else may be there",
                        "\"type\": \"object\",",
                        "\"type\": \"object\", \"additionalProperties\": false,"));
    }

    static List<Change> harmlessChanges() {
        return List.of(
                new Change("a description is another", "What it is about", "What it concerns"),
                new Change(
                        "a new field is optional",
                        "\"created_by\": {",
                        "\"place\": {\"type\": \"string\"},\n    \"created_by\": {"));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void breaksNoConsumer(EventType type) {
        String file = "/" + type.typeName() + ".json";

        assertThat(breaks(read("/events-released" + file), read("/events" + file)))
                .isEmpty();
    }

    @Test
    void keepsEveryReleasedType() throws Exception {
        try (Stream<java.nio.file.Path> released = java.nio.file.Files.list(
                java.nio.file.Path.of(Objects.requireNonNull(getClass().getResource("/events-released"))
                        .toURI()))) {
            assertThat(released.map(file -> file.getFileName().toString().replace(".json", "")))
                    .isNotEmpty()
                    .isSubsetOf(Arrays.stream(EventType.values())
                            .map(EventType::typeName)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("breakingChanges")
    void noticesABreakingChange(Change change) {
        assertThat(RELEASED).contains(change.from());

        assertThat(breaks(RELEASED, RELEASED.replace(change.from(), change.to())))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("harmlessChanges")
    void letsASchemaGrow(Change change) {
        assertThat(RELEASED).contains(change.from());

        assertThat(breaks(RELEASED, RELEASED.replace(change.from(), change.to())))
                .isEmpty();
    }

    @Test
    void leavesAnotherVersionToItself() {
        String next = RELEASED.replace("logged:1", "logged:2").replace("\"created_by\"", "\"author\"");

        assertThat(breaks(RELEASED, next)).isEmpty();
    }

    private static List<String> breaks(String before, String after) {
        ObjectNode old = plain(before);
        ObjectNode now = plain(after);
        if (!old.path("$id").equals(now.path("$id"))) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        old.path("properties").propertyNames().forEach(name -> {
            JsonNode is = now.path("properties").path(name);
            if (!is.equals(old.path("properties").path(name))) {
                found.add(name + (is.isMissingNode() ? " is gone" : " is not what it was"));
            }
        });
        if (!names(old.path("required")).equals(names(now.path("required")))) {
            found.add("other fields are required: " + now.path("required"));
        }
        List.of(old, now).forEach(schema -> schema.remove(List.of("properties", "required")));
        if (!old.equals(now)) {
            found.add("the schema itself is not what it was");
        }
        return found;
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.asString()));
        return names;
    }

    private static ObjectNode plain(String schema) {
        ObjectNode plain = (ObjectNode) Json.read(schema.getBytes(StandardCharsets.UTF_8));
        plain.remove(PROSE);
        plain.path("properties").forEach(property -> ((ObjectNode) property).remove(PROSE));
        return plain;
    }

    private static String read(String name) {
        try (InputStream file = Objects.requireNonNull(EventCompatibilityTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
