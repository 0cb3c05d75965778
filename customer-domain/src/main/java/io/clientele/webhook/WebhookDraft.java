package io.clientele.webhook;

import io.clientele.contact.SafeText;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An endpoint as a caller wants it.
///
/// @param url where to post to
/// @param eventTypes names of types; null or empty for all
/// @param description up to 500 characters; null or blank for none
/// @param status `active` or `disabled`; null for active
public record WebhookDraft(
        @Nullable String url,
        @Nullable List<String> eventTypes,
        @Nullable String description,
        @Nullable String status) {
    private static final int MAX_DESCRIPTION = 500;
    private static final Set<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::typeName).collect(Collectors.toUnmodifiableSet());

    /// Prints neither address nor description.
    @Override
    public String toString() {
        return "WebhookDraft[eventTypes=" + eventTypes + "]";
    }

    /// A draft that is as it should be; the address is looked at last, because that takes a question to the network.
    ///
    /// @param eventTypes sorted, without repetition
    record Checked(
            String url, List<String> eventTypes, @Nullable String description, WebhookStatus status) {}

    /// @throws ProblemException with all field errors
    Checked check(Targets targets) {
        List<FieldError> errors = new ArrayList<>();
        String address = Objects.requireNonNullElse(url, "");
        if (address.isBlank()) {
            errors.add(FieldError.of("url", ProblemCode.REQUIRED));
        }
        List<String> types = Objects.requireNonNullElse(eventTypes, List.of());
        if (types.stream().anyMatch(type -> Objects.isNull(type) || !TYPES.contains(type))) {
            errors.add(new FieldError(
                    "event_types", ProblemCode.INVALID_CHOICE, "a list of " + String.join(", ", new TreeSet<>(TYPES))));
        }
        String words = Objects.requireNonNullElse(description, "").strip();
        checkDescription(words, errors);
        WebhookStatus wanted = WebhookStatus.of(Objects.requireNonNullElse(status, WebhookStatus.ACTIVE.text()))
                .orElse(null);
        if (wanted == null) {
            errors.add(new FieldError("status", ProblemCode.INVALID_CHOICE, "one of active, disabled"));
        }
        if (!errors.isEmpty() || wanted == null) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The webhook has " + errors.size() + " error(s).", errors);
        }
        return new Checked(
                targets.register(address).toString(),
                List.copyOf(new TreeSet<>(types)),
                words.isEmpty() ? null : words,
                wanted);
    }

    private static void checkDescription(String words, List<FieldError> errors) {
        ProblemCode unsafe = SafeText.problem(words, true);
        if (words.length() > MAX_DESCRIPTION) {
            errors.add(new FieldError("description", ProblemCode.TOO_LONG, "up to " + MAX_DESCRIPTION + " characters"));
        } else if (unsafe != null) {
            errors.add(FieldError.of("description", unsafe));
        }
    }
}
