/// Dead letters between Kafka and PostgreSQL: a sink keeps every one of them in a table, and what was decided there is
/// sent to its topic again. The only part of the platform that reads the topics of dead letters.
@NullMarked
package io.clientele.stream.letter;

import org.jspecify.annotations.NullMarked;
