package io.clientele.notification;

import io.clientele.schemas.event.NotificationEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/// An entry with its place in the recipient's inbox, and how the recipient prefers its kind.
///
/// @param position in the inbox, from 1
/// @param zone of the recipient
/// @param at when it is written
record NumberedEntry(NotificationEntry entry, long position, KindPreference how, ZoneId zone, Instant at) {
    UUID recipient() {
        return entry.recipientProfessionalId();
    }

    boolean isListed() {
        return how.inApp();
    }

    boolean isMailed() {
        return how.mode() != MailMode.OFF;
    }

    Instant mailDueAt() {
        return how.mode().dueAt(at, zone);
    }
}
