package io.clientele.api.feed;

import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.feed.EventFeed;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.EventType;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/events`.
@RestController
@RequestMapping(path = "/api/events", produces = MediaType.APPLICATION_JSON_VALUE)
final class FeedController {
    /// Seconds; less than a gateway takes to stop.
    private static final int MAX_WAIT = 20;

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final EventFeed feed;

    FeedController(EventFeed feed) {
        this.feed = feed;
    }

    /// @param type any of these, repeated or with commas between; none for all
    /// @param wait seconds to wait for an event where there is none yet
    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    EventFeed.Page events(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit,
            @RequestParam(defaultValue = "0") int wait) {
        Pages.requireLimit(limit, EventFeed.MAX_LIMIT);
        if (wait < 0 || wait > MAX_WAIT) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The wait is 0 to " + MAX_WAIT + " seconds.");
        }
        List<EventType> types = types(type == null ? List.of() : type);
        EventFeed.Page page = feed.page(actor, types, after, limit);
        long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        while (page.events().isEmpty() && System.nanoTime() - end < 0) {
            if (!page.more()) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            if (Thread.currentThread().isInterrupted()) {
                return page;
            }
            page = feed.page(actor, types, page.next(), limit);
        }
        return page;
    }

    private static List<EventType> types(List<String> names) {
        List<EventType> types = new ArrayList<>();
        for (EventType type : EventType.values()) {
            if (names.contains(type.typeName())) {
                types.add(type);
            }
        }
        if (types.size() < names.stream().distinct().count()) {
            String known =
                    Arrays.stream(EventType.values()).map(EventType::typeName).collect(Collectors.joining(", "));
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The parameter type is not valid.",
                    List.of(new FieldError("type", ProblemCode.INVALID_CHOICE, "any of " + known)));
        }
        return types;
    }
}
