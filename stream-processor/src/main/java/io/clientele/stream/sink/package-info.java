/// From a topic into a table of PostgreSQL, each record once: reading, retrying, dead letters, health and numbers are
/// here, and what a record means to a table in the rooms of the sinks.
@NullMarked
package io.clientele.stream.sink;

import org.jspecify.annotations.NullMarked;
