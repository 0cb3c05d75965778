/// The record history's side of the stream: the sink that keeps what the log says of customers and vehicles, once.
/// It reads `cdc.changes` itself, because an event no longer has the values.
@NullMarked
package io.clientele.stream.history;

import org.jspecify.annotations.NullMarked;
