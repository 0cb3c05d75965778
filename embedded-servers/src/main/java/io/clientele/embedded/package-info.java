/// Real PostgreSQL, Kafka and OpenSearch as child processes of ours, without Docker.
/// Start with [io.clientele.embedded.EmbeddedServers]; everything a server keeps lies in a
/// [io.clientele.embedded.ServerHome].
@NullMarked
package io.clientele.embedded;

import org.jspecify.annotations.NullMarked;
