package io.clientele.api.notification;

import io.clientele.api.request.IfMatch;
import io.clientele.api.security.Allowed;
import io.clientele.notification.KindPreference;
import io.clientele.notification.NotificationPreferences;
import io.clientele.notification.Preferences;
import io.clientele.notification.PreferencesDraft;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/notifications/preferences`: how the caller wants to be told.
@RestController
@RequestMapping(path = "/api/notifications/preferences", produces = MediaType.APPLICATION_JSON_VALUE)
final class PreferencesController {
    private final NotificationPreferences preferences;

    PreferencesController(NotificationPreferences preferences) {
        this.preferences = preferences;
    }

    /// What is answered can be sent again.
    record View(String language, String timeZone, boolean ownActions, Map<String, KindPreference.Text> kinds) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<View> find(Actor actor) {
        return answer(preferences.find(actor));
    }

    @PutMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL})
    ResponseEntity<View> replace(Actor actor, IfMatch ifMatch, @RequestBody PreferencesDraft draft) {
        return answer(preferences.replace(actor, draft, ifMatch.version()));
    }

    private static ResponseEntity<View> answer(Preferences preferences) {
        return ResponseEntity.ok()
                .eTag("\"v" + preferences.version() + "\"")
                .body(new View(
                        preferences.language(),
                        preferences.timeZone().getId(),
                        preferences.ownActions(),
                        preferences.kindTexts()));
    }
}
