package io.clientele.api.notification;

import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.notification.NotificationInbox;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/notifications`: what the caller was told.
@RestController
@RequestMapping(path = "/api/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
final class NotificationController {
    private final NotificationInbox inbox;
    private final NotificationViews views;

    NotificationController(NotificationInbox inbox, NotificationViews views) {
        this.inbox = inbox;
        this.views = views;
    }

    /// @param unread how many are unread in the whole inbox
    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(
            List<NotificationViews.View> notifications,
            long unread,
            @Nullable String next) {}

    /// @param unread how many are left unread
    record Unread(long unread) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<Page> list(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, NotificationInbox.MAX_LIMIT);
        NotificationInbox.Page page = inbox.page(actor, unread, kind(kind), cursor, limit);
        return Pages.answer(new Page(views.of(actor, page.notifications()), page.unread(), page.next()), page.next());
    }

    @PostMapping("/{id}/read")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    Unread read(Actor actor, @PathVariable UUID id) {
        inbox.read(actor, id);
        return new Unread(inbox.unread(actor));
    }

    /// @param upTo the position of the latest that the caller has seen
    @PostMapping("/read-all")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    Unread readAll(Actor actor, @RequestParam(name = "up_to", required = false) @Nullable Long upTo) {
        inbox.readAll(actor, upTo);
        return new Unread(inbox.unread(actor));
    }

    private static @Nullable NotificationKind kind(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(NotificationKind.values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED_REQUEST,
                        "The parameter kind is one of "
                                + Stream.of(NotificationKind.values())
                                        .map(NotificationKind::text)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
