package io.clientele.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `docs/events.md` says what there is.
@Tag("REQ-CM-B015")
class EventsPageTest {
    private static String page;

    @BeforeAll
    static void read() throws Exception {
        page = Files.readString(Path.of("..", "docs", "events.md"), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void givesAnExampleOfEveryTypeThatKeepsToTheSchema(EventType type) {
        String row = page.lines()
                .filter(line -> line.startsWith("| `" + type.typeName() + "` |"))
                .findFirst()
                .orElseThrow();
        String example = row.substring(row.indexOf("`{") + 1, row.lastIndexOf("}`") + 1);

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                EventType.class.getResourceAsStream("/events/" + type.typeName() + ".json"),
                                InputFormat.JSON)
                        .validate(example, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void namesEveryHeader() {
        assertThat(Stream.of(EventHeaders.class.getFields()).map(EventsPageTest::value))
                .hasSizeGreaterThan(10)
                .allSatisfy(header -> assertThat(page).contains("| `" + header + "` |"));
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
