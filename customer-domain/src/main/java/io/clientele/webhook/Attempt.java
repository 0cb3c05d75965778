package io.clientele.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to post an event. Nothing of what the receiver said is kept but its status.
///
/// @param at when it began
/// @param outcome text of an [AttemptOutcome]
/// @param status of HTTP; null when no answer came
/// @param durationMs milliseconds until the outcome was known
public record Attempt(Instant at, String outcome, @Nullable Integer status, long durationMs) {}
