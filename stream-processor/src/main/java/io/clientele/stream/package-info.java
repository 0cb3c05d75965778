/// The application that turns committed rows into events and what follows from them: capture, topologies, sinks.
/// Its parts know each other only through topics.
@NullMarked
package io.clientele.stream;

import org.jspecify.annotations.NullMarked;
