package io.clientele.api.activity;

import io.clientele.activity.Activities;
import io.clientele.activity.ActivityDraft;
import io.clientele.activity.ActivityList;
import io.clientele.activity.ActivityView;
import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A customer's activities. There is no address that changes or deletes one.
@RestController
@RequestMapping(path = "/api/customers/{id}/activities", produces = MediaType.APPLICATION_JSON_VALUE)
final class ActivityController {
    private final Activities activities;
    private final ActivityList list;

    ActivityController(Activities activities, ActivityList list) {
        this.activities = activities;
        this.list = list;
    }

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<ActivityView> activities, @Nullable String next) {}

    /// The address of the next page is a `Link` (RFC 8288), too.
    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> list(
            Actor actor,
            @PathVariable UUID id,
            ActivityParameters parameters,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, ActivityList.MAX_LIMIT);
        ActivityList.Page page = list.page(actor, id, parameters.filter(), parameters.includesRelated(), cursor, limit);
        return Pages.answer(new Page(page.activities(), page.next()), page.next());
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<ActivityView> log(
            Actor actor,
            @PathVariable UUID id,
            @RequestBody ActivityDraft draft,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        ActivityView logged = activities.log(actor, id, draft, requestId);
        return ResponseEntity.created(URI.create("/api/customers/" + id + "/activities/" + logged.id()))
                .body(logged);
    }

    @GetMapping("/{activityId}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ActivityView find(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID activityId,
            @RequestParam(required = false) @Nullable String include) {
        return activities.find(actor, id, activityId, ActivityParameters.includesRelated(include));
    }
}
