/// The events of a tenant as a list that grows at its end, for those who read them over HTTP instead of Kafka. The
/// stream writes each event once and gives it a position; a reader goes on behind the last one and misses none.
@NullMarked
package io.clientele.feed;

import org.jspecify.annotations.NullMarked;
