package io.clientele.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.Json;
import io.clientele.search.token.Tokenizer;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("REQ-CM-B006")
class SearchBodyTest {
    private static final Tokenizer CLEAR = (kind, fragment) -> kind + ":" + fragment;
    private static final TenantId TENANT = TenantId.of("11111111-1111-7111-8111-111111111111");
    private static final UUID ME = UUID.fromString("22222222-2222-7222-8222-222222222222");
    private static final Actor ADMIN = new Actor(TENANT, ME, Role.ADMIN, null);
    private static final Actor PROFESSIONAL = new Actor(TENANT, ME, Role.PROFESSIONAL, ME);

    @Test
    void asksForNamesExactThenBegunThenMistyped() throws IOException {
        assertThat(body(ADMIN, "smith")).isEqualTo(golden("name"));
    }

    @Test
    void asksForEveryKindOfClueAtOnce() throws IOException {
        assertThat(body(ADMIN, "jo 416-555 jane@example.com")).isEqualTo(golden("all-clues"));
    }

    @Test
    @Tag("REQ-CM-B016")
    void professionalFindsOwnByAnythingAndReferredByNameOnly() throws IOException {
        assertThat(body(PROFESSIONAL, "smith 4165")).isEqualTo(golden("professional"));
    }

    /// Whatever is typed, the tenant filter stands first, and the text appears only as a value.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "* OR tenant_id:*",
                "smith\"}},{\"match_all\":{}}",
                "name:(a OR b) AND NOT deleted:true",
                "/a.*/",
                "a~5 b^100 [a TO z] {x}",
                "{\"query\":{\"match_all\":{}}}",
                "smith\\",
                "<script>alert(1)</script>",
                "_exists_:email",
                "\u202eevil\u2066",
                "tenant_id 11111111-1111-7111-8111-111111111111",
                "${jndi:ldap://x}",
                "a*@b*"
            })
    void textNeverBecomesSyntax(String text) {
        JsonNode body = body(PROFESSIONAL, text);

        JsonNode filter = body.at("/query/bool/filter");
        assertThat(filter).isEqualTo(body(PROFESSIONAL, "smith").at("/query/bool/filter"));
        assertThat(filter.at("/0/term/tenant_id/value").asString()).isEqualTo(TENANT.toString());
        assertThat(filter.at("/1/term/deleted/value").booleanValue()).isFalse();
        Set<String> known = names(body(PROFESSIONAL, "two words 416 2019 a@b.c @d e@ f@g"));
        assertThat(known).containsAll(names(body)).doesNotContain("query_string", "regexp", "wildcard", "script");
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new java.util.TreeSet<>(node.isObject() ? node.propertyNames() : List.of());
        node.forEach(child -> names.addAll(names(child)));
        return names;
    }

    @Test
    void costIsBoundedByTheLongestQuestion() {
        List<String> longest = new ArrayList<>();
        for (int i = 0; i < Question.MAX_WORDS; i++) {
            longest.add("wordy" + (char) ('a' + i) + "x");
        }

        String json = body(PROFESSIONAL, String.join(" ", longest)).toString();

        assertThat(json.split("\"constant_score\"", -1)).hasSizeLessThan(Question.MAX_WORDS * 12);
    }

    private static JsonNode body(Actor viewer, String text) {
        return Json.read(Json.write(SearchBody.of(viewer, Question.of(text, 20), CLEAR)));
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = SearchBodyTest.class.getResourceAsStream("/query/" + name + ".json")) {
            return Json.read(Objects.requireNonNull(file, name).readAllBytes());
        }
    }
}
