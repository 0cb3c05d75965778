/// Webhooks' side of the stream: the sink that notes which events have to be posted where, and the dispatcher that
/// posts
/// them, signed by Standard Webhooks, until they arrive or it is no use.
@NullMarked
package io.clientele.stream.webhook;

import org.jspecify.annotations.NullMarked;
