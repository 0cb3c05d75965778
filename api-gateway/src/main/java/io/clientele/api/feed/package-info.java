/// The feed of events over HTTP, for those without Kafka: CloudEvents in the order in which they were committed.
/// A reader keeps the last `next` and goes on behind it.
@NullMarked
package io.clientele.api.feed;

import org.jspecify.annotations.NullMarked;
