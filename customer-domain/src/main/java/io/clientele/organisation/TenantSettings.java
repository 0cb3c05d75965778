package io.clientele.organisation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// How a tenant wants the platform to work: column `tenant.settings`. What the column leaves out has its default.
///
/// @param duplicatePolicy `refuse` (default), `warn` or `allow`
/// @param inquiryWindowMinutes how long an inquiry is the owner's alone: 1 to 10080 (a week), default 30
/// @param undoWindowDays how long an operation can be undone: 0 (never) to 365, default 30
/// @param deletedRetentionDays how long a deleted customer can be restored: 1 to 3650, default 90; set by the operator
/// @param activityRetentionDays how long activities are kept: 30 to 36500, default 2555 (seven years); set by the
///     operator
@JsonNaming(SnakeCaseStrategy.class)
public record TenantSettings(
        String duplicatePolicy,
        int inquiryWindowMinutes,
        int undoWindowDays,
        int deletedRetentionDays,
        int activityRetentionDays) {
    public static final TenantSettings DEFAULTS = new TenantSettings(DuplicatePolicy.REFUSE.text(), 30, 30, 90, 2555);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Stored(
            @Nullable String duplicatePolicy,
            @Nullable Integer inquiryWindowMinutes,
            @Nullable Integer undoWindowDays,
            @Nullable Integer deletedRetentionDays,
            @Nullable Integer activityRetentionDays) {}

    static TenantSettings of(String json) {
        Stored stored = JSON.readValue(json, Stored.class);
        return DEFAULTS.with(new TenantChange(
                null,
                stored.duplicatePolicy(),
                stored.inquiryWindowMinutes(),
                stored.undoWindowDays(),
                stored.deletedRetentionDays(),
                stored.activityRetentionDays()));
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /// These settings with what the change names.
    TenantSettings with(TenantChange change) {
        return new TenantSettings(
                or(change.duplicatePolicy(), duplicatePolicy),
                or(change.inquiryWindowMinutes(), inquiryWindowMinutes),
                or(change.undoWindowDays(), undoWindowDays),
                or(change.deletedRetentionDays(), deletedRetentionDays),
                or(change.activityRetentionDays(), activityRetentionDays));
    }

    /// What is wrong, all of it; empty where nothing is.
    List<FieldError> problems() {
        List<FieldError> errors = new ArrayList<>();
        if (Arrays.stream(DuplicatePolicy.values())
                .noneMatch(policy -> policy.text().equals(duplicatePolicy))) {
            errors.add(new FieldError(
                    "duplicate_policy",
                    ProblemCode.INVALID_CHOICE,
                    "one of "
                            + Arrays.stream(DuplicatePolicy.values())
                                    .map(DuplicatePolicy::text)
                                    .collect(Collectors.joining(", "))));
        }
        range(errors, "inquiry_window_minutes", inquiryWindowMinutes, 1, 10_080);
        range(errors, "undo_window_days", undoWindowDays, 0, 365);
        range(errors, "deleted_retention_days", deletedRetentionDays, 1, 3650);
        range(errors, "activity_retention_days", activityRetentionDays, 30, 36_500);
        return errors;
    }

    private static void range(List<FieldError> errors, String field, int value, int min, int max) {
        if (value < min || value > max) {
            errors.add(new FieldError(field, ProblemCode.INVALID_CHOICE, min + " to " + max));
        }
    }

    private static <T> T or(@Nullable T wanted, T current) {
        return wanted == null ? current : wanted;
    }
}
