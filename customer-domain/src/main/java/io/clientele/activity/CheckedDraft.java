package io.clientele.activity;

import io.clientele.contact.SafeText;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A draft after the rules that need no database. A value that breaks one is null here, and its error is in the list.
///
/// @param metadata JSON text
/// @param errors everything that is wrong, in the order of the fields
record CheckedDraft(
        @Nullable ActivityType type,
        @Nullable String description,
        @Nullable String metadata,
        RelatedEntities.@Nullable Reference related,
        @Nullable UUID corrects,
        List<FieldError> errors) {
    static final int MAX_DESCRIPTION = 4_000;
    static final int MAX_METADATA_BYTES = 8 * 1024;
    static final int MAX_METADATA_DEPTH = 5;

    private static final Pattern ENTITY_TYPE = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    static CheckedDraft of(ActivityDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        @Nullable ActivityType type = type(draft.activityType(), errors);
        @Nullable String description = description(draft.description(), errors);
        @Nullable String metadata = metadata(draft.metadata(), errors);
        RelatedEntities.@Nullable Reference related = related(draft, errors);
        @Nullable UUID corrects = id("corrects_activity_id", draft.correctsActivityId(), errors);
        return new CheckedDraft(type, description, metadata, related, corrects, errors);
    }

    private static @Nullable ActivityType type(@Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            errors.add(FieldError.of("activity_type", ProblemCode.REQUIRED));
            return null;
        }
        for (ActivityType type : ActivityType.values()) {
            if (type.text().equals(text.strip())) {
                return type;
            }
        }
        String allowed =
                Arrays.stream(ActivityType.values()).map(ActivityType::text).collect(Collectors.joining(", "));
        errors.add(new FieldError("activity_type", ProblemCode.INVALID_CHOICE, "one of " + allowed));
        return null;
    }

    private static @Nullable String description(@Nullable String text, List<FieldError> errors) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()) {
            errors.add(FieldError.of("description", ProblemCode.REQUIRED));
            return null;
        }
        if (stripped.length() > MAX_DESCRIPTION) {
            errors.add(
                    new FieldError("description", ProblemCode.TOO_LONG, "at most " + MAX_DESCRIPTION + " characters"));
            return null;
        }
        @Nullable ProblemCode unsafe = SafeText.problem(stripped, true);
        if (unsafe != null) {
            errors.add(FieldError.of("description", unsafe));
            return null;
        }
        return stripped;
    }

    private static @Nullable String metadata(@Nullable JsonNode node, List<FieldError> errors) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (!node.isObject()) {
            errors.add(new FieldError("metadata", ProblemCode.INVALID_CHOICE, "a JSON object"));
            return null;
        }
        @Nullable FieldError wrong = unfit(node, 1);
        if (wrong != null) {
            errors.add(wrong);
            return null;
        }
        String text = node.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
            errors.add(new FieldError(
                    "metadata", ProblemCode.TOO_LONG, "at most " + MAX_METADATA_BYTES + " bytes of JSON"));
            return null;
        }
        return text;
    }

    private static @Nullable FieldError unfit(JsonNode node, int depth) {
        if (node.isContainer() && depth > MAX_METADATA_DEPTH) {
            return new FieldError("metadata", ProblemCode.TOO_LONG, "at most " + MAX_METADATA_DEPTH + " levels deep");
        }
        if (node.isString()) {
            return unsafe(node.stringValue());
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            @Nullable FieldError name = unsafe(property.getKey());
            if (name != null) {
                return name;
            }
        }
        for (JsonNode child : node) {
            @Nullable FieldError wrong = unfit(child, depth + 1);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable FieldError unsafe(String text) {
        @Nullable ProblemCode problem = SafeText.problem(text, true);
        return problem == null ? null : FieldError.of("metadata", problem);
    }

    private static RelatedEntities.@Nullable Reference related(ActivityDraft draft, List<FieldError> errors) {
        @Nullable String type = draft.relatedEntityType();
        @Nullable UUID id = id("related_entity_id", draft.relatedEntityId(), errors);
        if (type == null) {
            if (draft.relatedEntityId() != null) {
                errors.add(FieldError.of("related_entity_type", ProblemCode.REQUIRED));
            }
            return null;
        }
        boolean known = ENTITY_TYPE.matcher(type).matches();
        if (!known) {
            errors.add(new FieldError(
                    "related_entity_type",
                    ProblemCode.INVALID_CHOICE,
                    "a name in snake_case of at most 60 characters, for example vehicle"));
        }
        if (draft.relatedEntityId() == null) {
            errors.add(FieldError.of("related_entity_id", ProblemCode.REQUIRED));
        }
        return known && id != null ? new RelatedEntities.Reference(type, id) : null;
    }

    private static @Nullable UUID id(String field, @Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException noId) {
            errors.add(new FieldError(field, ProblemCode.INVALID_CHOICE, "a UUID"));
            return null;
        }
    }
}
