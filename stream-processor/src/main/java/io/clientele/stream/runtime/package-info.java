/// What runs the topologies: the topics they need, the Kafka Streams instance, its restarts and its health.
/// Starts without a broker and becomes ready when one comes.
@NullMarked
package io.clientele.stream.runtime;

import org.jspecify.annotations.NullMarked;
