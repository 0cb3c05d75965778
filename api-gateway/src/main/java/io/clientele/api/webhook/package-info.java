/// `/api/webhooks`: where a tenant's events are posted to, and how that goes. For the tenant's admins.
/// Nothing is posted from here; the stream does that.
@NullMarked
package io.clientele.api.webhook;

import org.jspecify.annotations.NullMarked;
