/// Webhooks: where a tenant wants its events posted to, which of these places may be posted to at all, and what has to
/// be posted, was posted and how that went. The gateway changes endpoints, the stream posts.
@NullMarked
package io.clientele.webhook;

import org.jspecify.annotations.NullMarked;
