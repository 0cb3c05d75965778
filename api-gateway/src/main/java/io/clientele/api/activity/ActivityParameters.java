package io.clientele.api.activity;

import io.clientele.activity.ActivityFilter;
import io.clientele.activity.ActivityList;
import io.clientele.activity.ActivityType;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/// What a log is narrowed to and how much comes with it, as it stands in the query. A name that is none of these
/// parameters is ignored.
///
/// @param type any of these, repeated or with commas between
/// @param include `related`, or nothing
record ActivityParameters(
        @Nullable List<String> type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID professional,
        @Nullable UUID vehicle,
        @BindParam("related_entity_type") @Nullable String relatedEntityType,
        @BindParam("related_entity_id") @Nullable UUID relatedEntityId,
        @Nullable String q,
        @Nullable String include) {
    private static final String RELATED = "related";

    /// @throws ProblemException with everything that is wrong
    ActivityFilter filter() {
        List<FieldError> errors = new ArrayList<>();
        List<ActivityType> types = types(errors);
        if (q != null && (q.isBlank() || q.length() > ActivityList.MAX_TEXT)) {
            errors.add(new FieldError(
                    "q", ProblemCode.INVALID_CHOICE, "words of 1 to " + ActivityList.MAX_TEXT + " characters in all"));
        }
        if (!isKnown(include)) {
            errors.add(new FieldError("include", ProblemCode.INVALID_CHOICE, RELATED));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, errors.size() + " parameter(s) are not valid.", errors);
        }
        return new ActivityFilter(types, from, to, professional, vehicle, relatedEntityType, relatedEntityId, q);
    }

    boolean includesRelated() {
        return includesRelated(include);
    }

    /// @throws ProblemException when it is neither nothing nor `related`
    static boolean includesRelated(@Nullable String include) {
        if (!isKnown(include)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The parameter include is not valid.",
                    List.of(new FieldError("include", ProblemCode.INVALID_CHOICE, RELATED)));
        }
        return include != null;
    }

    private static boolean isKnown(@Nullable String include) {
        return include == null || include.equals(RELATED);
    }

    private List<ActivityType> types(List<FieldError> errors) {
        List<ActivityType> types = new ArrayList<>();
        for (String text : type == null ? List.<String>of() : type) {
            Arrays.stream(ActivityType.values())
                    .filter(each -> each.text().equals(text))
                    .findFirst()
                    .ifPresent(types::add);
        }
        if (type != null && types.size() < type.size()) {
            String allowed =
                    Arrays.stream(ActivityType.values()).map(ActivityType::text).collect(Collectors.joining(", "));
            errors.add(new FieldError("type", ProblemCode.INVALID_CHOICE, "any of " + allowed));
        }
        return types;
    }

    @Override
    public String toString() {
        return "ActivityParameters[type=" + type + "]";
    }
}
