/// Every shape of data that leaves a process: SQL migrations, events, topics, API and index definitions.
/// No behaviour lives here beyond reading and writing those shapes.
@NullMarked
package io.clientele.schemas;

import org.jspecify.annotations.NullMarked;
