/// Counters: how many customers were new and how many activities of each type there were, per tenant and hour.
/// Exact under repetition, because each event of a customer counts once and what is written are absolute numbers.
@NullMarked
package io.clientele.stream.counter;

import org.jspecify.annotations.NullMarked;
