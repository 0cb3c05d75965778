/// The feed's side of the stream: the sink that keeps each event of `customer.events` once, with a position, for those
/// who read events over HTTP.
@NullMarked
package io.clientele.stream.feed;

import org.jspecify.annotations.NullMarked;
