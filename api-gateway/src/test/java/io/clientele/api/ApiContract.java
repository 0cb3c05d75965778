package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds every answer of the gateway against `openapi.yaml`: the status, the media type, the headers that are always
/// there, and the body, in which nothing may be missing and nothing may be that the document does not name.
final class ApiContract {
    /// Beside a schema that has these, a property that none of them names is one too many.
    private static final Set<String> OBJECT_KEYWORDS = Set.of("properties", "$ref", "anyOf", "oneOf", "allOf");

    private final JsonNode document;
    private final List<PathPattern> paths;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<List<Object>, Schema> schemas = new ConcurrentHashMap<>();

    ApiContract() {
        try (InputStream yaml = Objects.requireNonNull(ApiContract.class.getResourceAsStream("/api/openapi.yaml"))) {
            document = Gateway.JSON.valueToTree(new Yaml().<Object>load(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.path("components").path("schemas").forEach(ApiContract::closeInside);
        paths = document.path("paths").propertyNames().stream()
                .map(PathPatternParser.defaultInstance::parse)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /// @param path with its query
    /// @throws AssertionError when the answer is not as described
    void check(String method, String path, HttpResponse<String> answer) {
        String what = method + " " + path + " -> " + answer.statusCode();
        JsonNode operation = operation(method, path).orElse(null);
        if (operation == null) {
            assertThat(answer.statusCode())
                    .as("%s, which openapi.yaml does not describe", what)
                    .isGreaterThanOrEqualTo(400);
            checkBody(what, document.at("/components/responses/Problem"), answer);
            return;
        }
        JsonNode response = response(operation, answer.statusCode());
        assertThat(response.isMissingNode()).as("%s is in openapi.yaml", what).isFalse();
        response.path("headers").propertyStream().forEach(header -> {
            if (resolve(header.getValue()).path("required").asBoolean(false)) {
                assertThat(answer.headers().firstValue(header.getKey()))
                        .as("%s: %s", what, header.getKey())
                        .isPresent();
            }
        });
        checkBody(what, response, answer);
    }

    private Optional<JsonNode> operation(String method, String path) {
        PathContainer container = PathContainer.parsePath(path.split("\\?", 2)[0]);
        return paths.stream()
                .filter(pattern -> pattern.matches(container))
                .findFirst()
                .map(pattern ->
                        document.path("paths").path(pattern.getPatternString()).path(method.toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode());
    }

    private JsonNode response(JsonNode operation, int status) {
        JsonNode responses = operation.path("responses");
        for (String key : List.of(Integer.toString(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return resolve(responses.path(key));
            }
        }
        // What the door in front of every operation answers.
        return status == 401 || status == 429 || status == 500
                ? document.at("/components/responses/Problem")
                : responses.path("none");
    }

    private void checkBody(String what, JsonNode response, HttpResponse<String> answer) {
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            assertThat(answer.body()).as("%s has no body", what).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        MediaType given = MediaType.parseMediaType(type);
        JsonNode described = content.propertyStream()
                .filter(each -> MediaType.parseMediaType(each.getKey()).isCompatibleWith(given))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        assertThat(described).as("%s as %s is in openapi.yaml", what, type).isNotNull();
        if (given.getSubtype().endsWith("json")) {
            // A customer may have fields missing only where the request said which ones it wants.
            boolean isSelected = what.contains("fields=");
            List<Error> errors = schemas.computeIfAbsent(
                            List.of(described.path("schema"), isSelected),
                            key -> compile(described.path("schema"), isSelected))
                    .validate(answer.body(), InputFormat.JSON);
            assertThat(errors).as("%s: %s", what, answer.body()).isEmpty();
        }
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolve(document.at(reference.substring(1)));
    }

    private Schema compile(JsonNode schema, boolean isSelected) {
        ObjectNode root = (ObjectNode) schema.deepCopy();
        close(root);
        ObjectNode components = (ObjectNode) document.path("components").deepCopy();
        if (!isSelected) {
            ((ObjectNode) components.path("schemas")).set("SelectedCustomer", BooleanNode.FALSE);
        }
        root.set("components", components);
        return registry.getSchema(root);
    }

    /// Lets an object have only the properties that the schema names, here and further in.
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            boolean open = object.has("additionalProperties") || object.has("unevaluatedProperties");
            if (!open && OBJECT_KEYWORDS.stream().anyMatch(object::has)) {
                object.put("unevaluatedProperties", false);
            }
            closeInside(object);
        }
    }

    private static void closeInside(JsonNode schema) {
        schema.path("properties").forEach(ApiContract::close);
        close(schema.path("items"));
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(keyword).forEach(ApiContract::closeInside);
        }
    }
}
