package io.clientele.notification;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.NotificationKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Preferences as they are written: everything, and what is left out is as by default.
///
/// @param language `en` or `fr`
/// @param timeZone a name of the IANA database, for example `America/Toronto`
/// @param kinds by their texts
public record PreferencesDraft(
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable Boolean ownActions,
        @Nullable Map<String, @Nullable KindDraft> kinds) {

    /// One kind as it is written.
    ///
    /// @param inApp listed where it is left out
    /// @param email as by default where it is left out
    public record KindDraft(
            @Nullable Boolean inApp, @Nullable String email) {}

    /// @throws ProblemException with all field errors
    Preferences check() {
        List<FieldError> errors = new ArrayList<>();
        String wanted = language == null ? Preferences.ENGLISH : language;
        if (!wanted.equals(Preferences.ENGLISH) && !wanted.equals(Preferences.FRENCH)) {
            errors.add(new FieldError("language", ProblemCode.INVALID_CHOICE, "one of en, fr"));
        }
        ZoneId zone = zone(errors);
        Map<NotificationKind, KindPreference> checked = new EnumMap<>(NotificationKind.class);
        if (kinds != null) {
            kinds.forEach((name, draft) -> check(name, draft, checked, errors));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The preferences have " + errors.size() + " error(s).", errors);
        }
        return new Preferences(wanted, zone, ownActions != null && ownActions, checked, 0);
    }

    private ZoneId zone(List<FieldError> errors) {
        if (timeZone == null) {
            return Preferences.UTC;
        }
        if (ZoneId.getAvailableZoneIds().contains(timeZone)) {
            return ZoneId.of(timeZone);
        }
        errors.add(new FieldError(
                "time_zone",
                ProblemCode.INVALID_CHOICE,
                "a name of the IANA time zone database, like America/Toronto"));
        return Preferences.UTC;
    }

    private static void check(
            String name,
            @Nullable KindDraft draft,
            Map<NotificationKind, KindPreference> checked,
            List<FieldError> errors) {
        Optional<NotificationKind> kind = Stream.of(NotificationKind.values())
                .filter(each -> each.text().equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            errors.add(new FieldError(
                    "kinds",
                    ProblemCode.INVALID_CHOICE,
                    "kinds among "
                            + String.join(
                                    ", ",
                                    Stream.of(NotificationKind.values())
                                            .map(NotificationKind::text)
                                            .toList())));
            return;
        }
        KindPreference usual = KindPreference.byDefault(kind.get());
        if (draft == null) {
            checked.put(kind.get(), usual);
            return;
        }
        Optional<MailMode> mode = draft.email() == null ? Optional.of(usual.mode()) : MailMode.of(draft.email());
        if (mode.isEmpty()) {
            errors.add(new FieldError(
                    "kinds/" + kind.get().text() + "/email",
                    ProblemCode.INVALID_CHOICE,
                    "one of at_once, hourly, daily, off"));
            return;
        }
        checked.put(kind.get(), new KindPreference(draft.inApp() == null || draft.inApp(), mode.get()));
    }
}
