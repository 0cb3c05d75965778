package io.clientele.api.notification;

import io.clientele.api.security.Allowed;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// `/api/notifications/stream`: what the caller is told, as it comes.
@RestController
final class StreamController {
    private final InboxStreams streams;

    StreamController(InboxStreams streams) {
        this.streams = streams;
    }

    /// @param lastEventId the id of the last event that the reader has
    @GetMapping(path = "/api/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<SseEmitter> stream(
            Actor actor,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(defaultValue = "true") boolean follow) {
        // A proxy that waits for more before it passes anything on would make a stream useless.
        return ResponseEntity.ok()
                .header("X-Accel-Buffering", "no")
                .body(streams.open(actor, position(lastEventId), follow));
    }

    private static @Nullable Long position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return null;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The Last-Event-ID is not one that this stream gave out.");
        }
        return Long.valueOf(lastEventId);
    }
}
