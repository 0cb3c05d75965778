package io.clientele.inquiry;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom an inquiry concerns; active professionals only.
///
/// @param owner of the customer; null where there is none, or none that is active
/// @param concerned those whom the inquiry names, else those to whom the customer is referred
/// @param window how long the inquiry is the owner's alone, at least a minute
public record Audience(@Nullable UUID owner, List<UUID> concerned, Duration window) {
    public Audience {
        concerned = List.copyOf(concerned);
    }
}
