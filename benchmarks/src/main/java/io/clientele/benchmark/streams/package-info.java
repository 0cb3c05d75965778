/// Measures the way from a commit to an event and into the tables that follow from it: against the bare Debezium
/// engine,
/// by latency, by the sinks' rates, and while one of two instances is killed.
@NullMarked
package io.clientele.benchmark.streams;

import org.jspecify.annotations.NullMarked;
