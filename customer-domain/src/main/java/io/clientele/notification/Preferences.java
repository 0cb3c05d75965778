package io.clientele.notification;

import io.clientele.schemas.event.NotificationKind;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a professional wants to be told.
///
/// @param language of mails: `en` or `fr`
/// @param timeZone by whose clock digests are sent
/// @param ownActions whether also of what they did themselves
/// @param kinds every kind
/// @param version 0 where nothing was said yet
public record Preferences(
        String language,
        ZoneId timeZone,
        boolean ownActions,
        Map<NotificationKind, KindPreference> kinds,
        long version) {
    static final String ENGLISH = "en";
    static final String FRENCH = "fr";
    static final ZoneId UTC = ZoneId.of("UTC");

    public Preferences {
        Map<NotificationKind, KindPreference> all = new EnumMap<>(NotificationKind.class);
        for (NotificationKind kind : NotificationKind.values()) {
            KindPreference said = kinds.get(kind);
            all.put(kind, said == null ? KindPreference.byDefault(kind) : said);
        }
        kinds = Map.copyOf(all);
    }

    /// Of someone who has said nothing.
    public static Preferences byDefault() {
        return new Preferences(ENGLISH, UTC, false, Map.of(), 0);
    }

    /// How this kind is told.
    KindPreference of(NotificationKind kind) {
        return kinds.getOrDefault(kind, KindPreference.byDefault(kind));
    }

    /// Every kind by its text, in their order.
    public Map<String, KindPreference.Text> kindTexts() {
        Map<String, KindPreference.Text> texts = new LinkedHashMap<>();
        for (NotificationKind kind : NotificationKind.values()) {
            texts.put(kind.text(), of(kind).text());
        }
        return texts;
    }
}
