/// Change data capture: Debezium reads the write-ahead log, and each batch of changes is one Kafka transaction
/// together with its source position. Knows no topology; docs/decisions has why it is done this way.
@NullMarked
package io.clientele.stream.cdc;

import org.jspecify.annotations.NullMarked;
