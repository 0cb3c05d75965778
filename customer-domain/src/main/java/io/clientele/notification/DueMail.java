package io.clientele.notification;

import io.clientele.contact.EmailAddress;
import io.clientele.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail that this process, and no other, may send now.
///
/// @param id of the mail; of a mail about one notification the notification's own, so that it is the same whenever it
///     is tried again
/// @param recipient whose professional id
/// @param address null where the recipient is not active or has none
/// @param preferences of the recipient, for the language
/// @param mode never off
/// @param attempts how often it was tried, this time included
/// @param notifications what it tells, the earliest first; at least one
public record DueMail(
        TenantId tenantId,
        UUID id,
        UUID recipient,
        @Nullable EmailAddress address,
        Preferences preferences,
        MailMode mode,
        int attempts,
        List<Notification> notifications) {}
