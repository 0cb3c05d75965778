/// The catalogue of Kafka topics: each with its name, its key and value shapes, and how the broker is to keep it.
/// Nobody spells a topic's name or picks a serialiser anywhere else.
@NullMarked
package io.clientele.schemas.topic;

import org.jspecify.annotations.NullMarked;
