/// The API benchmark: the smallest service on the same stack, our gateway and, if wanted, parse-server answer
/// the same requests of the same clients, in turn, on the same PostgreSQL.
@NullMarked
package io.clientele.benchmark.api;

import org.jspecify.annotations.NullMarked;
