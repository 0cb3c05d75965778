package io.clientele.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An endpoint: where events are posted to. Its secret is shown once, when it is made.
///
/// @param eventTypes names of types, sorted; empty for all, those that come later included
/// @param description null where none was given
/// @param status `active` or `disabled`
/// @param disabledReason `admin`; `gone` when the receiver answered 410; `failing` when nothing else than failures came
///     back for days; null while active
/// @param disabledAt null while active
/// @param failingSince the first failed attempt since the last one that worked; null when the last one worked
/// @param version 1 and up; attempts do not change it, disabling does
public record Webhook(
        UUID id,
        String url,
        List<String> eventTypes,
        @Nullable String description,
        String status,
        @Nullable String disabledReason,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /// Prints neither address nor description.
    @Override
    public String toString() {
        return "Webhook[" + id + ", " + status + "]";
    }
}
