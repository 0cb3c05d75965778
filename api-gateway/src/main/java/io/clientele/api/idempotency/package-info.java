/// `Idempotency-Key`: a POST that is sent again gets the answer of the first time, and its work is done once.
/// Work and kept answer commit together, so that no crash leaves one without the other.
@NullMarked
package io.clientele.api.idempotency;

import org.jspecify.annotations.NullMarked;
